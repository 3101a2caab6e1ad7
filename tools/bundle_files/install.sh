#!/bin/sh
# Installs bilingue from this folder, without network. See README.txt.
exec "${PYTHON:-python3}" "$(dirname "$0")/install.py" "$@"
