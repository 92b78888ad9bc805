// SPDX-License-Identifier: Apache-2.0
#pragma once

class QString;
class QWidget;

/// Words for those who hear the window instead of seeing it.
namespace pollux::accessibletext {

/// Calls a field as its label does, without the label's mnemonic and colon. Qt does so by itself only where both have
/// the same parent.
void nameAfterLabel(QWidget &field, const QString &labelText);

} // namespace pollux::accessibletext
