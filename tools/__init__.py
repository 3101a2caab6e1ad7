"""What make runs besides pip and pytest: locks, wheels, the bundle, the set-up checks."""
