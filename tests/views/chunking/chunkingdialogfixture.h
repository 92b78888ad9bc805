// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/accounts/chunkingmemory.h"
#include "models/accounts/settings.h"
#include "tests/views/preflightsamples.h"
#include "views/chunking/chunkingdialog.h"
#include "views/messages/messagewidget.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace pollux {

using namespace Qt::StringLiterals;
using namespace preflightsamples;

/// A visible ChunkingDialog, and the actions of its tests.
class ChunkingDialogFixture : public QObject {
protected:
    void setUp()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_settings = std::make_unique<Settings>(m_folder->filePath(u"settings.ini"_s));
        m_memory = std::make_unique<ChunkingMemory>(*m_settings);
        m_stores = {storeCalled(u"a"_s), storeCalled(u"b"_s, u"models/gemini-embedding-2"_s)};
        m_store = u"ragStores/a"_s;
    }

    static RagStore storeCalled(const QString &id, const QString &model = {})
    {
        RagStore store;
        store.name = u"ragStores/"_s + id;
        store.displayName = u"Store "_s + id;
        store.embeddingModel = model;
        return store;
    }

    void show(const QList<AcceptedFile> &files, const QList<SkippedPath> &skipped = {})
    {
        PreflightResult result;
        result.accepted = files;
        result.skipped = skipped;
        m_dialog = std::make_unique<ChunkingDialog>(sourcesOf(result), m_stores, m_store, *m_memory);
        expose();
    }

    /// Shows the dialog with plain text files of these names.
    void showFiles(const QStringList &names)
    {
        QList<AcceptedFile> files;
        for (const QString &name : names)
            files.append(plainFile(name));
        show(files);
    }

    void expose()
    {
        m_dialog->open();
        QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
        m_dialog->activateWindow();
        QTRY_VERIFY(m_dialog->isActiveWindow());
    }

    template <typename Widget>
    Widget *child(const QString &name) const
    {
        return m_dialog->findChild<Widget *>(name);
    }

    QPushButton *acceptButton() const { return child<QPushButton>(u"acceptButton"_s); }
    QTableView *table() const { return child<QTableView>(u"sources"_s); }
    QString notice() const { return child<MessageWidget>(u"chunkingNotice"_s)->text(); }
    QString request() const { return child<QPlainTextEdit>(u"request"_s)->toPlainText(); }
    int number(const QString &field) const { return child<QSpinBox>(field)->value(); }
    /// The text in the last column of the table.
    QString rowNotice(int row) const { return table()->model()->index(row, 3).data().toString(); }

    /// Replaces the number in the field with key presses.
    void typeNumber(const QString &field, const QString &number) const
    {
        auto *box = child<QSpinBox>(field);
        box->setFocus();
        box->selectAll();
        if (number.isEmpty())
            QTest::keyClick(box, Qt::Key_Delete);
        else
            QTest::keyClicks(box, number);
    }

    /// The field over the cell that is being edited; nullptr if none is.
    QLineEdit *cellEditor() const { return table()->viewport()->findChild<QLineEdit *>(); }

    /// Edits the name in the current row with F2.
    void editName() const
    {
        QTRY_VERIFY(!cellEditor());
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_F2);
        QVERIFY(cellEditor());
        QTRY_VERIFY(cellEditor()->hasFocus());
    }

    void paste(const QString &lines) const
    {
        QGuiApplication::clipboard()->setText(lines);
        child<QTabWidget>(u"settingsTabs"_s)->setCurrentIndex(1);
        press(u"pasteLines"_s);
    }

    void select(const QList<int> &rows) const
    {
        table()->clearSelection();
        for (const int row : rows)
            table()->selectionModel()->setCurrentIndex(table()->model()->index(row, 0),
                                                       QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }

    void press(const QString &button) const
    {
        child<QAbstractButton>(button)->setFocus();
        QTest::keyClick(child<QAbstractButton>(button), Qt::Key_Space);
    }

    void accept() const { QTest::keyClick(m_dialog.get(), Qt::Key_Return); }

    std::optional<ChunkingConfig> chunkingOf(qsizetype file) const
    {
        return m_dialog->files().at(file).storeUpload->chunking;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<ChunkingMemory> m_memory;
    QList<RagStore> m_stores;
    QString m_store;
    std::unique_ptr<ChunkingDialog> m_dialog;
};

} // namespace pollux
