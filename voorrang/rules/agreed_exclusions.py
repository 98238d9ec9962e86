"""What a signed agreement leaves out. Only an agreement states such an exclusion; nobody finds one to apply."""

from voorrang.rules.facts import AgreedExclusion, Device


def leaves_out(agreed: AgreedExclusion, device: Device, country: str | None) -> bool:
    """Whether a unit is left out: each part that the exclusion names must fit. What is not known never fits."""
    if not (agreed.kinds or agreed.countries or agreed.products):
        return False
    return (
        (not agreed.kinds or device.kind in agreed.kinds)
        and (not agreed.countries or country in agreed.countries)
        and (not agreed.products or model_of(device.product) in {model_of(one) for one in agreed.products})
    )


def leaves_out_place(agreed: AgreedExclusion, country: str | None) -> bool:
    """Whether a question without a device is left out: only one that names places and nothing else says so."""
    return bool(agreed.countries) and not agreed.kinds and not agreed.products and country in agreed.countries


def model_of(product: str) -> str:
    """Return a product number without its local variant: `6F2K1EA#ABB` is a `6F2K1EA`."""
    return product.partition("#")[0].strip().upper()
