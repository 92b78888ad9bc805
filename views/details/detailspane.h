// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/details/field.h"

#include <QJsonObject>
#include <QWidget>

#include <optional>

class QLabel;
class QTabWidget;

namespace pollux {

class FieldList;
class RawJsonView;

/// Base class of the panes that show one thing in full: its fields and, on a second page, its JSON; or a hint while
/// there is nothing to show. A button copies the page.
class DetailsPane : public QWidget {
    Q_OBJECT

public:
    QSize sizeHint() const override;

    /// The text that "Copy All" copies: the current page; empty while the hint is shown.
    QString text() const;

protected:
    /// `name`: name of the pane, for screen readers. `hint`: the text while nothing is shown, such as what to select.
    DetailsPane(const QString &name, const QString &hint, QWidget *parent);

    void showHint();
    /// See FieldList::showFields(). Without `json` there is no second page.
    void showFields(const QString &subject, const QList<FieldSection> &sections,
                    const std::optional<QJsonObject> &json = {});
    const FieldList &list() const { return *m_list; }

private:
    QWidget *createCopyButton();

    QLabel *m_hint;
    QTabWidget *m_tabs;
    FieldList *m_list;
    RawJsonView *m_json;
};

} // namespace pollux
