# The program itself says what can be typed, so that this file is of its version.
hqsync completions fish | source
