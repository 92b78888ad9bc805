// SPDX-License-Identifier: Apache-2.0
#include "views/stores/createdocumentdialog.h"

#include "models/accounts/chunkingmemory.h"
#include "models/accounts/settings.h"
#include "views/messages/messagewidget.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace pollux;
using namespace Qt::StringLiterals;

/// The form for a document without a file: what it sends, what it shows of that, and what it refuses.
class tst_CreateDocumentDialog final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void sendsOnlyWhatWasGiven();
    void sendsEverything();
    void refuses_data();
    void refuses();
    void refusesMetadata();
    void asksOnce();
    void showsErrorsAndTriesAgain();
    void escapeCloses();
    void textsArePlain();

private:
    template <typename Widget>
    Widget *child(const QString &name) const
    {
        return m_dialog->findChild<Widget *>(name);
    }
    QLineEdit *name() const { return child<QLineEdit>(u"displayName"_s); }
    QLineEdit *type() const { return child<QLineEdit>(u"mimeType"_s); }
    QPushButton *create() const { return child<QPushButton>(u"createButton"_s); }
    MessageWidget *notice() const { return m_dialog->findChild<MessageWidget *>(); }
    QString shownRequest() const { return child<QPlainTextEdit>(u"request"_s)->toPlainText(); }
    void pasteMetadata(const QString &lines) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<ChunkingMemory> m_memory;
    std::unique_ptr<CreateDocumentDialog> m_dialog;
};

void tst_CreateDocumentDialog::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<Settings>(m_folder->filePath(u"settings.ini"_s));
    m_memory = std::make_unique<ChunkingMemory>(*m_settings);
    RagStore store;
    store.name = u"ragStores/a"_s;
    store.displayName = u"Store <b>a</b>"_s;
    m_dialog = std::make_unique<CreateDocumentDialog>(store, *m_memory);
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
}

void tst_CreateDocumentDialog::cleanup()
{
    m_dialog.reset();
    m_memory.reset();
    m_settings.reset();
    m_folder.reset();
}

void tst_CreateDocumentDialog::pasteMetadata(const QString &lines) const
{
    QGuiApplication::clipboard()->setText(lines);
    child<QTabWidget>(u"settingsTabs"_s)->setCurrentIndex(0);
    child<QPushButton>(u"pasteLines"_s)->click();
}

void tst_CreateDocumentDialog::sendsOnlyWhatWasGiven()
{
    QSignalSpy asked(m_dialog.get(), &CreateDocumentDialog::createRequested);
    QVERIFY(name()->hasFocus());
    QVERIFY(!create()->isEnabled());
    QCOMPARE(shownRequest(), QString());
    name()->setText(u"  Führung 本 "_s);
    QVERIFY(child<QPlainTextEdit>(u"request"_s)->isVisible());
    QCOMPARE(QJsonDocument::fromJson(shownRequest().toUtf8()).object(),
             (QJsonObject{{u"displayName"_s, u"Führung 本"_s}}));
    QTest::keyClick(name(), Qt::Key_Return);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().at(0).toString(), u"Führung 本"_s);
    QCOMPARE(asked.first().at(1).toString(), QString());
    QCOMPARE(asked.first().at(2).value<StoreUpload>(), (StoreUpload{u"ragStores/a"_s, {}, {}}));
    QVERIFY(m_dialog->isVisible());
}

void tst_CreateDocumentDialog::sendsEverything()
{
    QSignalSpy asked(m_dialog.get(), &CreateDocumentDialog::createRequested);
    name()->setText(u"Note"_s);
    type()->setText(u"text/markdown"_s);
    pasteMetadata(u"author\tAda\nyear\t1815"_s);
    child<QTabWidget>(u"settingsTabs"_s)->setCurrentIndex(1);
    child<QCheckBox>(u"serviceDefault"_s)->click();
    child<QSpinBox>(u"maxTokens"_s)->setValue(64);
    child<QSpinBox>(u"maxOverlap"_s)->setValue(16);

    const QByteArray body = R"({"displayName":"Note","mimeType":"text/markdown",
        "chunkingConfig":{"whiteSpaceConfig":{"maxTokensPerChunk":64,"maxOverlapTokens":16}},
        "customMetadata":[{"key":"author","stringValue":"Ada"},{"key":"year","numericValue":1815}]})";
    const QJsonObject expected = QJsonDocument::fromJson(body).object();
    QCOMPARE(QJsonDocument::fromJson(shownRequest().toUtf8()).object(), expected);
    QTest::mouseClick(create(), Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
    // What is shown is what is sent.
    QCOMPARE(storeUploadBody(asked.first().at(2).value<StoreUpload>(), asked.first().at(0).toString(),
                             asked.first().at(1).toString()),
             expected);
}

void tst_CreateDocumentDialog::refuses_data()
{
    QTest::addColumn<QString>("displayName");
    QTest::addColumn<QString>("mimeType");
    QTest::addColumn<bool>("isRefused");

    QTest::newRow("no name") << QString() << QString() << true;
    QTest::newRow("blanks") << u"   "_s << QString() << true;
    QTest::newRow("longest name") << QString(512, u'x') << QString() << false;
    QTest::newRow("longer name") << QString(513, u'x') << QString() << true;
    QTest::newRow("no type") << u"a"_s << u"text"_s << true;
    QTest::newRow("type with blanks around") << u"a"_s << u" text/plain "_s << false;
}

void tst_CreateDocumentDialog::refuses()
{
    QFETCH(const QString, displayName);
    QFETCH(const QString, mimeType);
    QFETCH(const bool, isRefused);
    QSignalSpy asked(m_dialog.get(), &CreateDocumentDialog::createRequested);
    name()->setText(displayName);
    type()->setText(mimeType);
    QCOMPARE(create()->isEnabled(), !isRefused);
    QCOMPARE(shownRequest().isEmpty(), isRefused);
    QTest::keyClick(name(), Qt::Key_Return);
    QCOMPARE(asked.isEmpty(), isRefused);
}

void tst_CreateDocumentDialog::refusesMetadata()
{
    name()->setText(u"Note"_s);
    QVERIFY(create()->isEnabled());
    pasteMetadata(u"author\tAda\nauthor\tEva"_s);
    QVERIFY(!create()->isEnabled());
    QVERIFY(child<QPlainTextEdit>(u"request"_s)->placeholderText().contains(u"author"_s));
}

void tst_CreateDocumentDialog::asksOnce()
{
    QSignalSpy asked(m_dialog.get(), &CreateDocumentDialog::createRequested);
    name()->setText(u"Note"_s);
    QTest::mouseClick(create(), Qt::LeftButton);
    QVERIFY(!create()->isEnabled());
    QVERIFY(!name()->isEnabled());
    QCOMPARE(notice()->kind(), MessageWidget::Kind::Busy);
    QTest::mouseClick(create(), Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
}

void tst_CreateDocumentDialog::showsErrorsAndTriesAgain()
{
    QSignalSpy asked(m_dialog.get(), &CreateDocumentDialog::createRequested);
    name()->setText(u"Note"_s);
    QTest::keyClick(name(), Qt::Key_Return);
    m_dialog->showError(ApiError::local(ErrorKind::Network));
    QCOMPARE(notice()->kind(), MessageWidget::Kind::Error);
    QVERIFY(!notice()->text().isEmpty());
    QCOMPARE(name()->text(), u"Note"_s);
    QVERIFY(name()->hasFocus());
    QTest::keyClick(name(), Qt::Key_Return);
    QCOMPARE(asked.size(), 2);
}

void tst_CreateDocumentDialog::escapeCloses()
{
    QSignalSpy finished(m_dialog.get(), &QDialog::finished);
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QCOMPARE(finished.size(), 1);
    QCOMPARE(m_dialog->result(), static_cast<int>(QDialog::Rejected));
}

void tst_CreateDocumentDialog::textsArePlain()
{
    for (const QLabel *label : m_dialog->findChildren<QLabel *>()) {
        if (!label->buddy())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }
}

QTEST_MAIN(tst_CreateDocumentDialog)
#include "tst_createdocumentdialog.moc"
