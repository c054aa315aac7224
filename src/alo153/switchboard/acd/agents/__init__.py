"""Changes of agents' own state: they sign in and out, pause, and talk in the fallback."""
