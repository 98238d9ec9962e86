"""A customer is selected for one transaction, so there must be one."""

from uuid import uuid4

import pytest

from voorrang.lib.tenancy import OutsideTransaction, customer_selected

pytestmark = pytest.mark.pg15


def test_selecting_outside_a_transaction_is_refused(real_commits: None) -> None:
    with pytest.raises(OutsideTransaction), customer_selected(uuid4()):
        pass
