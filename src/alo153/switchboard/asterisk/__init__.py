"""The two wires to Asterisk: ARI and AMI."""
