# The cart: the public calls it from the browser, the storefront from the server.
{ lib, ... }:
let
  inherit (lib) mkForce;
in
{
  shop.services.cart = {
    path = "/api/cart";
    callers = [ "storefront" ];
    database = true;
  };

  # Two versions of the cart must never run side by side: they migrate its tables when they start.
  # mkForce replaces the whole strategy; merged, `rollingUpdate` would stay, and the API server
  # refuses it beside Recreate.
  kubernixos.manifests.cart-deployment.spec.strategy = mkForce { type = "Recreate"; };
}
