"""Late cases, returned cases, and the results of all."""
