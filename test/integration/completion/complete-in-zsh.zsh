# complete-in-zsh.zsh SCRIPT LINE: types the line and TAB in a zsh of its own, and prints what that offers.

emulate -R zsh
zmodload zsh/zpty
script=$1 line=$2

zpty typed zsh -f -i
zpty -w typed "source ${(q)0:A:h}/tell-offers.zsh ${(q)script}"
zpty -r typed said '*<ready>*'
zpty -w -n typed "$line"$'\t'
zpty -r typed said '*<offers>*<end of offers>*'
zpty -d typed

said=${${said##*<offers>}%%<end of offers>*}
for offer in ${(f)said//$'\r'/}; do
  [[ $offer == offer:* ]] && print -r -- ${offer#offer:}
done
exit 0
