// SPDX-License-Identifier: Apache-2.0
#pragma once

class QModelIndex;
class QString;
class QWidget;

/// Words for those who hear the window instead of seeing it.
namespace pollux::accessibletext {

/// A cell under its column's title: "Size: 1.2 MB", and "Size: none" where the cell is empty; the first column's text
/// alone. For models whose texts do not say what they are about.
QString cell(const QModelIndex &index);

/// Calls a field as its label does, without the label's mnemonic and colon. Qt does so by itself only where both have
/// the same parent.
void nameAfterLabel(QWidget &field, const QString &labelText);

} // namespace pollux::accessibletext
