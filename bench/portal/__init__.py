"""The portal as a cheap phone on a slow line loads it: `./alo153 bench portal`."""
