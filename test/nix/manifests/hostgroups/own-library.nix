{
  network = {
    lib = import ../tree/lib // {
      version = "own";
    };
    modules = [ ];
  };
}
