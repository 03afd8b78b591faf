# What variables say of the image of one machine, as a module beside those of the hostgroup, so that all
# that is made of the machine, and all that is checked, follows it: ImageVariables of
# src/model/image-variables.ts.
imageVariables: {
  _file = "the variables NODE_HOSTNAME, SSH_KEY_PATH and IGN_PATH";
  kubernixos = { inherit imageVariables; };
}
