# The program itself says what can be typed, so that this file is of its version.
source <(hqsync completions bash)
