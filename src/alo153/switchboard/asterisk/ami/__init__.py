"""The recorder of Asterisk: MixMonitor, which only manager actions can start and mute."""
