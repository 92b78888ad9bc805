// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/exchangelog.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QSortFilterProxyModel;
class QSplitter;

namespace pollux {

class ItemTable;
class MessageBar;
class RequestsModel;
class Prompts;

/// The requests and their responses, which the user can read, copy as curl commands and save as HAR. A page beside the
/// uploads. Contains no keys or session identifiers, because the log has none. The newest request comes first; if the
/// user wants it last, the view follows it while the end is in sight.
///
/// Ctrl+C copies all that is known about the selected request, Ctrl+Shift+C the curl command; neither reaches the
/// window.
class RequestsPanel final : public QWidget {
    Q_OBJECT

public:
    /// All must outlive the panel; `messages` says whether a file was saved.
    RequestsPanel(ExchangeLog &log, Prompts &prompts, MessageBar &messages, QWidget *parent = nullptr);

    /// Shows in the check box whether the log records.
    void setRecording(bool records);

    /// The state of the columns and the splitter.
    QByteArray saveLayout() const;
    /// Returns false and changes nothing if the bytes are no layout of this panel.
    bool restoreLayout(const QByteArray &layout);

signals:
    /// The user switched the recording on or off.
    void recordingChosen(bool records);

private:
    QWidget *createBar();
    void createTable();
    void followNewest();
    void applyFilter();
    void showCurrent();
    /// In the order shown.
    QList<Exchange> selected() const;
    void copySelected(QString (*textOf)(const Exchange &), const QString &separator) const;
    void saveHar();

    ExchangeLog &m_log;
    Prompts &m_prompts;
    MessageBar &m_messages;
    RequestsModel *m_model;
    QSortFilterProxyModel *m_filter;
    QLineEdit *m_text;
    QCheckBox *m_onlyFailed;
    QCheckBox *m_records;
    ItemTable *m_table;
    QPlainTextEdit *m_details;
    QSplitter *m_splitter;
    bool m_isFollowing = false; // the newest request, at the bottom of the view
};

} // namespace pollux
