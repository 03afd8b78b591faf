# Nothing can be fetched while the tests run: the packages are those of the checkout.
configureNpm() {
  ln -s "$nodeModules" node_modules
}
