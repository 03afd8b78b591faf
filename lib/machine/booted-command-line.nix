# What a kernel gets to see that iPXE starts by UEFI: the image's name and what iPXE itself needs stand
# before our words. Of more than `mostBytes` its loader drops the last words, and says nothing.
# https://github.com/ipxe/ipxe/blob/master/src/image/efi_image.c (efi_image_cmdline)
let
  image = "kernel";
  initrd = "initrd=initrd.magic";
  takenByKernel = 2047;
in
{
  inherit image initrd;

  # Of our words, as MOST_KERNEL_BYTES of src/model/machine.ts.
  mostBytes = takenByKernel - builtins.stringLength "${image} ${initrd} ";
}
