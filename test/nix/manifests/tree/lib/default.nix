import ../../../../../lib/base { }
