// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/ragstore.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace pollux {

class FieldMessage;

/// The header above the documents of a store: title, resource name, counts and size, and buttons for what can be done
/// with the store.
class StoreHeader final : public QWidget {
    Q_OBJECT

public:
    explicit StoreHeader(QWidget *parent = nullptr);

    /// `isKnown`: false if only the name is known, for example while the list of stores is being read.
    void setStore(const RagStore &store, bool isKnown);
    void setDetailsShown(bool shown);

signals:
    void uploadRequested();
    void deleteRequested();
    void refreshRequested();
    void detailsRequested(bool shown);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void updateWidths();

    QString m_name;
    QString m_titleText;
    QLabel *m_title;
    FieldMessage *m_nameLabel;
    FieldMessage *m_summary;
    QToolButton *m_copy;
    QToolButton *m_upload;
    QToolButton *m_delete;
    QToolButton *m_refresh;
    QToolButton *m_details;
};

} // namespace pollux
