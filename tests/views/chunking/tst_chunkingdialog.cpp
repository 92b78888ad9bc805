// SPDX-License-Identifier: Apache-2.0
#include "models/accounts/chunkingmemory.h"
#include "models/accounts/settings.h"
#include "tests/views/preflightsamples.h"
#include "views/chunking/chunkingdialog.h"
#include "views/widgets/messagewidget.h"

#include <QAccessible>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QInputDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollArea>
#include <QSet>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <memory>

using namespace Qt::StringLiterals;
using namespace pollux;
using namespace pollux::preflightsamples;

namespace {

RagStore storeCalled(const QString &id, const QString &model = {})
{
    RagStore store;
    store.name = u"ragStores/"_s + id;
    store.displayName = u"Store "_s + id;
    store.embeddingModel = model;
    return store;
}

RemoteFile remoteFile(const QString &id, const QString &mimeType)
{
    RemoteFile file;
    file.name = u"files/"_s + id;
    file.displayName = id;
    file.mimeType = mimeType;
    return file;
}

} // namespace

class tst_ChunkingDialog final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void startsWithTheDefault();
    void numbersAreTyped();
    void badNumbersAreRefused_data();
    void badNumbersAreRefused();
    void fewTokensAreCautioned();
    void steppingStaysInRange();
    void serviceDefaultSendsNothing();
    void presetsSetNumbers_data();
    void presetsSetNumbers();
    void ownPresetIsSavedAndDeleted();
    void choiceIsRememberedForTheStore();
    void choiceIsRememberedForTheType();
    void otherStoreBringsItsChoice();
    void cancelRemembersAndGivesNothing();

    void badMetadataAreRefused_data();
    void badMetadataAreRefused();
    void enterInMetadataDoesNotUpload();
    void metadataAreSent();
    void metadataAreAppliedToAll();

    void ownSettingsOfOneFile();
    void differentSettingsAreNotOverwritten();
    void faultNamesItsFile();
    void faultOfAFileLeftOutDoesNotCount();

    void unsuitableFilesAreLeftOut();
    void skippedPathsAreListed();
    void noticedFilesAreNotTaken();
    void spaceTakesFilesOut();
    void typeIsChosen();
    void enterInTheTypeDoesNotUpload();
    void storeIsRequired();
    void unknownStoreIsOffered();

    void requestIsExact();
    void importIsExact();
    void wordsAreEstimated();
    void goesWhileSomethingIsTyped();
    void sizeIsRemembered();
    void manyFiles();
    void controlsHaveNamesAndKeys();
    void nothingOverflowsASmallScreen();

private:
    void show(const QList<AcceptedFile> &files, const QList<SkippedPath> &skipped = {});
    void showImport(const QList<RemoteFile> &files);
    void expose();
    /// A file that really is there.
    AcceptedFile textFile(const QString &name, const QByteArray &text) const;
    template <typename Widget>
    Widget *child(const QString &name) const
    {
        return m_dialog->findChild<Widget *>(name);
    }
    QPushButton *acceptButton() const { return child<QPushButton>(u"acceptButton"_s); }
    QString notice() const { return child<MessageWidget>(u"chunkingNotice"_s)->text(); }
    QString request() const { return child<QPlainTextEdit>(u"request"_s)->toPlainText(); }
    /// Into the field, the old number away, and the new one.
    void typeNumber(const QString &field, const QString &number) const;
    void paste(const QString &lines) const;
    void select(const QList<int> &rows) const;
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

void tst_ChunkingDialog::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<Settings>(m_folder->filePath(u"settings.ini"_s));
    m_memory = std::make_unique<ChunkingMemory>(*m_settings);
    m_stores = {storeCalled(u"a"_s), storeCalled(u"b"_s, u"models/gemini-embedding-2"_s)};
    m_store = u"ragStores/a"_s;
}

void tst_ChunkingDialog::cleanup()
{
    m_dialog.reset();
}

void tst_ChunkingDialog::expose()
{
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
    m_dialog->activateWindow();
    QTRY_VERIFY(m_dialog->isActiveWindow());
}

void tst_ChunkingDialog::show(const QList<AcceptedFile> &files, const QList<SkippedPath> &skipped)
{
    PreflightResult result;
    result.accepted = files;
    result.skipped = skipped;
    m_dialog = std::make_unique<ChunkingDialog>(result, m_stores, m_store, *m_memory);
    expose();
}

void tst_ChunkingDialog::showImport(const QList<RemoteFile> &files)
{
    m_dialog = std::make_unique<ChunkingDialog>(files, m_stores, m_store, *m_memory);
    expose();
}

AcceptedFile tst_ChunkingDialog::textFile(const QString &name, const QByteArray &text) const
{
    AcceptedFile accepted = plainFile(name, text.size());
    accepted.path = m_folder->filePath(name);
    QFile file(accepted.path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("no file");
    return accepted;
}

void tst_ChunkingDialog::typeNumber(const QString &field, const QString &number) const
{
    auto *box = child<QSpinBox>(field);
    box->setFocus();
    box->selectAll();
    if (number.isEmpty())
        QTest::keyClick(box, Qt::Key_Delete);
    else
        QTest::keyClicks(box, number);
}

void tst_ChunkingDialog::paste(const QString &lines) const
{
    QGuiApplication::clipboard()->setText(lines);
    child<QTabWidget>(u"settingsTabs"_s)->setCurrentIndex(1);
    press(u"pasteLines"_s);
}

void tst_ChunkingDialog::select(const QList<int> &rows) const
{
    auto *table = child<QTableView>(u"sources"_s);
    table->clearSelection();
    for (const int row : rows) {
        table->selectionModel()->setCurrentIndex(table->model()->index(row, 0),
                                                 QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
}

void tst_ChunkingDialog::startsWithTheDefault()
{
    show({plainFile(u"a.txt"_s), plainFile(u"b.txt"_s)});
    QCOMPARE(acceptButton()->text(), u"&Upload %n Files"_s.replace(u"%n"_s, u"2"_s));
    QCOMPARE(child<QComboBox>(u"store"_s)->currentText(), u"Store a"_s);
    accept();
    QCOMPARE(m_dialog->files().size(), 2);
    QCOMPARE(m_dialog->files().constFirst().storeUpload->store, m_store);
    QCOMPARE(chunkingOf(1), std::optional(ChunkingConfig{200, 20}));
    QVERIFY(m_dialog->imports().isEmpty());
}

void tst_ChunkingDialog::numbersAreTyped()
{
    show({plainFile(u"a.txt"_s)});
    typeNumber(u"maxTokens"_s, u"512"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), child<QWidget>(u"maxOverlap"_s));
    typeNumber(u"maxOverlap"_s, u"511"_s);
    QVERIFY(acceptButton()->isEnabled());
    accept();
    QCOMPARE(chunkingOf(0), std::optional(ChunkingConfig{512, 511}));
}

void tst_ChunkingDialog::badNumbersAreRefused_data()
{
    QTest::addColumn<QString>("tokens");
    QTest::addColumn<QString>("overlap");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("no token") << u"0"_s << u"0"_s << u"A chunk has at least 1 token."_s;
    QTest::newRow("negative") << u"-5"_s << u"0"_s << u"A chunk has at least 1 token."_s;
    QTest::newRow("empty") << QString() << u"0"_s << u"A chunk has at least 1 token."_s;
    QTest::newRow("one too many") << u"513"_s << u"20"_s << u"A chunk has at most 512 tokens."_s;
    QTest::newRow("overlap as large") << u"64"_s << u"64"_s
                                      << u"The overlap has to be smaller than the tokens per chunk."_s;
    QTest::newRow("overlap larger") << u"64"_s << u"65"_s
                                    << u"The overlap has to be smaller than the tokens per chunk."_s;
    QTest::newRow("negative overlap") << u"64"_s << u"-1"_s << u"The overlap is 0 or more."_s;
    QTest::newRow("empty overlap") << u"64"_s << QString() << u"The overlap is 0 or more."_s;
}

void tst_ChunkingDialog::badNumbersAreRefused()
{
    QFETCH(QString, tokens);
    QFETCH(QString, overlap);
    QFETCH(QString, sentence);
    show({plainFile(u"a.txt"_s)});
    typeNumber(u"maxOverlap"_s, overlap);
    typeNumber(u"maxTokens"_s, tokens);
    // An empty field takes its last number back when it is left.
    if (overlap.isEmpty())
        typeNumber(u"maxOverlap"_s, overlap);
    QVERIFY(!acceptButton()->isEnabled());
    QCOMPARE(notice(), sentence);
    QCOMPARE(child<QLabel>(u"tokensMessage"_s)->text() + child<QLabel>(u"overlapMessage"_s)->text(), sentence);
    QVERIFY(request().isEmpty());
    m_dialog->accept();
    QVERIFY(m_dialog->isVisible());
    QVERIFY(m_dialog->files().isEmpty());
    typeNumber(u"maxTokens"_s, u"200"_s);
    typeNumber(u"maxOverlap"_s, u"20"_s);
    QVERIFY(acceptButton()->isEnabled());
    QVERIFY(notice().isEmpty());
}

void tst_ChunkingDialog::fewTokensAreCautioned()
{
    show({plainFile(u"a.txt"_s)});
    typeNumber(u"maxOverlap"_s, u"0"_s);
    typeNumber(u"maxTokens"_s, u"20"_s);
    QVERIFY(child<QLabel>(u"tokensMessage"_s)->text().contains(u"21"_s));
    QVERIFY(acceptButton()->isEnabled());
    typeNumber(u"maxTokens"_s, u"21"_s);
    QVERIFY(child<QLabel>(u"tokensMessage"_s)->text().isEmpty());
}

void tst_ChunkingDialog::steppingStaysInRange()
{
    show({plainFile(u"a.txt"_s)});
    typeNumber(u"maxTokens"_s, u"511"_s);
    auto *tokens = child<QSpinBox>(u"maxTokens"_s);
    QTest::keyClick(tokens, Qt::Key_Up);
    QTest::keyClick(tokens, Qt::Key_Up);
    QCOMPARE(tokens->value(), 512);
    typeNumber(u"maxOverlap"_s, u"510"_s);
    auto *overlap = child<QSpinBox>(u"maxOverlap"_s);
    QTest::keyClick(overlap, Qt::Key_PageUp);
    QCOMPARE(overlap->value(), 511);
    accept();
    QCOMPARE(chunkingOf(0), std::optional(ChunkingConfig{512, 511}));
}

void tst_ChunkingDialog::serviceDefaultSendsNothing()
{
    show({plainFile(u"a.txt"_s)});
    typeNumber(u"maxTokens"_s, u"513"_s);
    press(u"serviceDefault"_s);
    QVERIFY(acceptButton()->isEnabled());
    QVERIFY(!child<QSpinBox>(u"maxTokens"_s)->isEnabled());
    QVERIFY(!request().contains(u"chunkingConfig"_s));
    accept();
    QVERIFY(!chunkingOf(0));
    show({plainFile(u"a.txt"_s)});
    QVERIFY(child<QCheckBox>(u"serviceDefault"_s)->isChecked());
}

void tst_ChunkingDialog::presetsSetNumbers_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<int>("tokens");
    QTest::addColumn<int>("overlap");
    QTest::newRow("Precise") << u"p"_s << 64 << 16;
    QTest::newRow("Balanced") << u"b"_s << 200 << 20;
    QTest::newRow("Long") << u"l"_s << 512 << 64;
}

void tst_ChunkingDialog::presetsSetNumbers()
{
    QFETCH(QString, key);
    QFETCH(int, tokens);
    QFETCH(int, overlap);
    show({plainFile(u"a.txt"_s)});
    typeNumber(u"maxTokens"_s, u"77"_s);
    auto *preset = child<QComboBox>(u"preset"_s);
    QCOMPARE(preset->currentIndex(), -1);
    preset->setFocus();
    QTest::keyClicks(preset, key);
    QCOMPARE(child<QSpinBox>(u"maxTokens"_s)->value(), tokens);
    QCOMPARE(child<QSpinBox>(u"maxOverlap"_s)->value(), overlap);
    accept();
    QCOMPARE(chunkingOf(0), std::optional(ChunkingConfig{tokens, overlap}));
}

void tst_ChunkingDialog::ownPresetIsSavedAndDeleted()
{
    show({plainFile(u"a.txt"_s)});
    typeNumber(u"maxTokens"_s, u"300"_s);
    press(u"savePreset"_s);
    auto *ask = m_dialog->findChild<QInputDialog *>(u"presetName"_s);
    QVERIFY(ask);
    QTRY_VERIFY(ask->isActiveWindow());
    QTest::keyClicks(QApplication::focusWidget(), u"Mine %1"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCOMPARE(m_memory->presets(), (QList<ChunkingPreset>{{u"Mine %1"_s, {300, 20}}}));
    QCOMPARE(child<QComboBox>(u"preset"_s)->currentText(), u"Mine %1 (300/20)"_s);
    QTRY_VERIFY(!m_dialog->findChild<QInputDialog *>(u"presetName"_s));
    show({plainFile(u"a.txt"_s)});
    QVERIFY(!child<QPushButton>(u"deletePreset"_s)->isEnabled());
    auto *preset = child<QComboBox>(u"preset"_s);
    preset->setFocus();
    QTest::keyClick(preset, Qt::Key_End);
    QCOMPARE(child<QSpinBox>(u"maxTokens"_s)->value(), 300);
    press(u"deletePreset"_s);
    QVERIFY(m_memory->presets().isEmpty());
    QCOMPARE(preset->count(), 3);
    QCOMPARE(child<QSpinBox>(u"maxTokens"_s)->value(), 300);
}

void tst_ChunkingDialog::choiceIsRememberedForTheStore()
{
    show({plainFile(u"a.txt"_s)});
    typeNumber(u"maxTokens"_s, u"300"_s);
    accept();
    QVERIFY(!m_dialog->isVisible());
    show({plainFile(u"b.md"_s), plainFile(u"c.cpp"_s)});
    QCOMPARE(child<QSpinBox>(u"maxTokens"_s)->value(), 300);
    QCOMPARE(m_memory->choiceForStore(m_store), std::optional(ChunkingChoice{ChunkingConfig{300, 20}}));
}

void tst_ChunkingDialog::choiceIsRememberedForTheType()
{
    m_memory->rememberForType(u"md"_s, {ChunkingConfig{64, 16}});
    show({plainFile(u"a.MD"_s), plainFile(u"b.md"_s)});
    QCOMPARE(child<QSpinBox>(u"maxTokens"_s)->value(), 64);
    show({plainFile(u"a.md"_s), plainFile(u"b.txt"_s)});
    QCOMPARE(child<QSpinBox>(u"maxTokens"_s)->value(), 200);
    m_memory->rememberForStore(m_store, {ChunkingConfig{300, 0}});
    show({plainFile(u"a.md"_s)});
    QCOMPARE(child<QSpinBox>(u"maxTokens"_s)->value(), 300);
}

void tst_ChunkingDialog::otherStoreBringsItsChoice()
{
    m_memory->rememberForStore(u"ragStores/b"_s, {});
    show({plainFile(u"a.txt"_s)});
    auto *store = child<QComboBox>(u"store"_s);
    store->setFocus();
    QTest::keyClick(store, Qt::Key_Down);
    QVERIFY(child<QCheckBox>(u"serviceDefault"_s)->isChecked());
    QTest::keyClick(store, Qt::Key_Up);
    QVERIFY(!child<QCheckBox>(u"serviceDefault"_s)->isChecked());
    // What a person has entered here stays.
    typeNumber(u"maxTokens"_s, u"300"_s);
    QTest::keyClick(store, Qt::Key_Down);
    QCOMPARE(child<QSpinBox>(u"maxTokens"_s)->value(), 300);
    accept();
    QCOMPARE(m_dialog->files().constFirst().storeUpload->store, u"ragStores/b"_s);
}

void tst_ChunkingDialog::cancelRemembersAndGivesNothing()
{
    show({plainFile(u"a.txt"_s)});
    typeNumber(u"maxTokens"_s, u"300"_s);
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QVERIFY(!m_dialog->isVisible());
    QVERIFY(m_dialog->files().isEmpty());
    QVERIFY(!m_memory->choiceForStore(m_store));
}

void tst_ChunkingDialog::badMetadataAreRefused_data()
{
    QTest::addColumn<QString>("lines");
    QTest::addColumn<QString>("sentence");
    QString tooMany;
    for (int number = 1; number <= 21; ++number)
        tooMany += u"key%1\tx\n"_s.arg(number);
    QTest::newRow("too many") << tooMany << u"A document takes at most 20 entries of metadata; there are 21."_s;
    QTest::newRow("same key") << u"a\t1\nb\t2\na\t3"_s
                              << u"The metadata key “a” is used twice; each key may stand once."_s;
    QTest::newRow("no key") << u"a\t1\n\t2"_s << u"Entry 2 of the metadata has no key."_s;
}

void tst_ChunkingDialog::badMetadataAreRefused()
{
    QFETCH(QString, lines);
    QFETCH(QString, sentence);
    show({plainFile(u"a.txt"_s)});
    paste(lines);
    QVERIFY(!acceptButton()->isEnabled());
    QCOMPARE(notice(), sentence);
    accept();
    m_dialog->accept();
    QVERIFY(m_dialog->isVisible());
    QVERIFY(m_dialog->files().isEmpty());
    QTest::keyClick(m_dialog->findChildren<QToolButton *>(u"remove"_s).constLast(), Qt::Key_Space);
    QVERIFY(acceptButton()->isEnabled());
}

void tst_ChunkingDialog::enterInMetadataDoesNotUpload()
{
    show({plainFile(u"a.txt"_s)});
    paste(u"author\tAda"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QVERIFY(m_dialog->isVisible());
    QCOMPARE(QApplication::focusWidget()->accessibleName(), u"Key of entry 2"_s);
}

void tst_ChunkingDialog::metadataAreSent()
{
    show({plainFile(u"a.txt"_s), plainFile(u"b.txt"_s)});
    paste(u"author\tAda\nyear\t1843\ntags\tred\tgreen"_s);
    accept();
    const QList<CustomMetadata> expected{
        {u"author"_s, u"Ada"_s}, {u"year"_s, 1843.0}, {u"tags"_s, QStringList{u"red"_s, u"green"_s}}};
    QCOMPARE(m_dialog->files().at(0).storeUpload->metadata, expected);
    QCOMPARE(m_dialog->files().at(1).storeUpload->metadata, expected);
}

void tst_ChunkingDialog::metadataAreAppliedToAll()
{
    show({plainFile(u"a.txt"_s), plainFile(u"b.txt"_s), plainFile(u"c.txt"_s)});
    QVERIFY(!child<QPushButton>(u"applyToAll"_s)->isEnabled());
    select({0});
    press(u"ownSettings"_s);
    typeNumber(u"maxTokens"_s, u"64"_s);
    select({1});
    press(u"ownSettings"_s);
    paste(u"author\tAda"_s);
    press(u"applyToAll"_s);
    accept();
    for (const AcceptedFile &file : m_dialog->files())
        QCOMPARE(file.storeUpload->metadata, (QList<CustomMetadata>{{u"author"_s, u"Ada"_s}}));
    QCOMPARE(chunkingOf(0)->maxTokensPerChunk, 64);
    QCOMPARE(chunkingOf(2)->maxTokensPerChunk, 200);
}

void tst_ChunkingDialog::ownSettingsOfOneFile()
{
    show({plainFile(u"a.txt"_s), plainFile(u"b.txt"_s), plainFile(u"c.txt"_s)});
    select({1, 2});
    press(u"ownSettings"_s);
    typeNumber(u"maxTokens"_s, u"64"_s);
    QCOMPARE(child<QTableView>(u"sources"_s)->model()->index(1, 3).data().toString(), u"Own settings"_s);
    select({0});
    QVERIFY(!child<QCheckBox>(u"ownSettings"_s)->isChecked());
    QCOMPARE(child<QSpinBox>(u"maxTokens"_s)->value(), 200);
    typeNumber(u"maxTokens"_s, u"300"_s);
    select({2});
    QCOMPARE(child<QSpinBox>(u"maxTokens"_s)->value(), 64);
    press(u"ownSettings"_s);
    QCOMPARE(child<QSpinBox>(u"maxTokens"_s)->value(), 300);
    accept();
    QCOMPARE(chunkingOf(0)->maxTokensPerChunk, 300);
    QCOMPARE(chunkingOf(1)->maxTokensPerChunk, 64);
    QCOMPARE(chunkingOf(2)->maxTokensPerChunk, 300);
}

void tst_ChunkingDialog::differentSettingsAreNotOverwritten()
{
    show({plainFile(u"a.txt"_s), plainFile(u"b.txt"_s)});
    select({1});
    press(u"ownSettings"_s);
    typeNumber(u"maxTokens"_s, u"64"_s);
    select({0, 1});
    QCOMPARE(child<QCheckBox>(u"ownSettings"_s)->checkState(), Qt::PartiallyChecked);
    QVERIFY(!child<QSpinBox>(u"maxTokens"_s)->isEnabled());
    press(u"ownSettings"_s);
    QCOMPARE(child<QCheckBox>(u"ownSettings"_s)->checkState(), Qt::Checked);
    QVERIFY(child<QSpinBox>(u"maxTokens"_s)->isEnabled());
    accept();
    QCOMPARE(chunkingOf(0), chunkingOf(1));
}

void tst_ChunkingDialog::faultNamesItsFile()
{
    show({plainFile(u"a.txt"_s), plainFile(u"b.txt"_s)});
    select({1});
    press(u"ownSettings"_s);
    typeNumber(u"maxTokens"_s, u"0"_s);
    select({0});
    QVERIFY(!acceptButton()->isEnabled());
    QCOMPARE(notice(), u"b.txt: A chunk has at least 1 token."_s);
}

void tst_ChunkingDialog::faultOfAFileLeftOutDoesNotCount()
{
    show({plainFile(u"a.txt"_s), plainFile(u"b.txt"_s)});
    select({1});
    press(u"ownSettings"_s);
    typeNumber(u"maxTokens"_s, u"0"_s);
    QTest::keyClick(child<QTableView>(u"sources"_s), Qt::Key_Space);
    QVERIFY(acceptButton()->isEnabled());
    accept();
    QCOMPARE(m_dialog->files().size(), 1);
}

void tst_ChunkingDialog::unsuitableFilesAreLeftOut()
{
    const auto typed = [](const QString &name, const QString &type, qint64 size = 1000) {
        AcceptedFile file = plainFile(name, size);
        file.mimeType = type;
        return file;
    };
    m_stores[0].embeddingModel = u"models/gemini-embedding-001"_s;
    show({typed(u"a.txt"_s, u"text/plain"_s), typed(u"b.mp3"_s, u"audio/mpeg"_s), typed(u"c.mp4"_s, u"video/mp4"_s),
          typed(u"d.png"_s, u"image/png"_s), typed(u"e.gif"_s, u"image/gif"_s),
          typed(u"f.txt"_s, u"text/plain"_s, StoreUpload::maxDocumentSize),
          typed(u"g.txt"_s, u"text/plain"_s, StoreUpload::maxDocumentSize + 1)});
    const auto *model = child<QTableView>(u"sources"_s)->model();
    for (const int row : {1, 2, 3, 4, 6}) {
        QVERIFY2(model->index(row, 3).data().toString().startsWith(u"Left out"_s), qPrintable(QString::number(row)));
        QVERIFY(!model->index(row, 0).flags().testFlag(Qt::ItemIsUserCheckable));
    }
    QVERIFY(acceptButton()->text().contains(u'2'));
    child<QComboBox>(u"store"_s)->setFocus();
    QTest::keyClick(child<QComboBox>(u"store"_s), Qt::Key_Down);
    accept();
    QStringList names;
    for (const AcceptedFile &file : m_dialog->files())
        names.append(file.displayName);
    QCOMPARE(names, (QStringList{u"a.txt"_s, u"d.png"_s, u"f.txt"_s}));
}

void tst_ChunkingDialog::skippedPathsAreListed()
{
    show({plainFile(u"a.txt"_s)}, {{u"/home/me/.secret"_s, SkipReason::Hidden}});
    const auto *model = child<QTableView>(u"sources"_s)->model();
    QCOMPARE(model->rowCount(), 2);
    QCOMPARE(model->index(1, 3).data().toString(), u"Left out: is hidden"_s);
    select({1});
    QCOMPARE(child<QLabel>(u"sourceNotice"_s)->text(), u"Left out: is hidden"_s);
    QVERIFY(request().isEmpty());
    QTest::keyClick(child<QTableView>(u"sources"_s), Qt::Key_Space);
    accept();
    QCOMPARE(m_dialog->files().size(), 1);
}

void tst_ChunkingDialog::noticedFilesAreNotTaken()
{
    show({plainFile(u"a.txt"_s), fileWith(PreflightNotice::AlreadyQueued, u"b.txt"_s),
          fileWith(PreflightNotice::UnknownType, u"c"_s), fileWith(PreflightNotice::Empty, u"d.txt"_s)});
    QVERIFY(acceptButton()->text().contains(u'1'));
    select({1});
    QTest::keyClick(child<QTableView>(u"sources"_s), Qt::Key_Space);
    accept();
    QCOMPARE(m_dialog->files().size(), 2);
}

void tst_ChunkingDialog::spaceTakesFilesOut()
{
    show({plainFile(u"a.txt"_s), plainFile(u"b.txt"_s)});
    select({0, 1});
    QTest::keyClick(child<QTableView>(u"sources"_s), Qt::Key_Space);
    QVERIFY(!acceptButton()->isEnabled());
    QCOMPARE(notice(), u"No file is left to upload."_s);
    QTest::keyClick(child<QTableView>(u"sources"_s), Qt::Key_Space);
    QVERIFY(acceptButton()->isEnabled());
}

void tst_ChunkingDialog::typeIsChosen()
{
    show({fileWith(PreflightNotice::UnknownType, u"a"_s), plainFile(u"b.txt"_s)});
    select({0});
    auto *type = child<QComboBox>(u"type"_s);
    type->setFocus();
    type->lineEdit()->selectAll();
    QTest::keyClicks(type, u"text/x-rust"_s);
    QTest::keyClick(type, Qt::Key_Return);
    QVERIFY(request().contains(uR"("mimeType": "text/x-rust")"_s));
    accept();
    QCOMPARE(m_dialog->files().size(), 2);
    QCOMPARE(m_dialog->files().at(0).mimeType, u"text/x-rust"_s);
    QVERIFY(m_dialog->files().at(0).isMimeTypeChosen);
    QVERIFY(!m_dialog->files().at(1).isMimeTypeChosen);
}

void tst_ChunkingDialog::enterInTheTypeDoesNotUpload()
{
    show({plainFile(u"b.txt"_s)});
    auto *type = child<QComboBox>(u"type"_s);
    type->setFocus();
    type->lineEdit()->selectAll();
    QTest::keyClicks(type, u"text/x-rust"_s);
    QTest::keyClick(type, Qt::Key_Return);
    QVERIFY(m_dialog->isVisible());
    QVERIFY(request().contains(u"text/x-rust"_s));
}

void tst_ChunkingDialog::storeIsRequired()
{
    m_stores.clear();
    m_store.clear();
    show({plainFile(u"a.txt"_s)});
    QVERIFY(!acceptButton()->isEnabled());
    QCOMPARE(notice(), u"There is no store yet. Create one first."_s);
}

void tst_ChunkingDialog::unknownStoreIsOffered()
{
    m_store = u"fileSearchStores/far"_s;
    show({plainFile(u"a.txt"_s)});
    QCOMPARE(child<QComboBox>(u"store"_s)->currentText(), m_store);
    accept();
    QCOMPARE(m_dialog->files().constFirst().storeUpload->store, m_store);
}

void tst_ChunkingDialog::requestIsExact()
{
    show({plainFile(u"Größe & Maß.txt"_s)});
    paste(u"author\tAda"_s);
    press(u"requestToggle"_s);
    QVERIFY(child<QPlainTextEdit>(u"request"_s)->isVisible());
    const QJsonObject expected{
        {"displayName"_L1, u"Größe & Maß.txt"_s},
        {"customMetadata"_L1, QJsonArray{QJsonObject{{"key"_L1, "author"_L1}, {"stringValue"_L1, "Ada"_L1}}}},
        {"chunkingConfig"_L1, QJsonObject{{"whiteSpaceConfig"_L1,
                                           QJsonObject{{"maxTokensPerChunk"_L1, 200}, {"maxOverlapTokens"_L1, 20}}}}}};
    QCOMPARE(QJsonDocument::fromJson(request().toUtf8()).object(), expected);
    QVERIFY(request().contains(u'\n'));
    press(u"copyRequest"_s);
    QCOMPARE(QGuiApplication::clipboard()->text(), request());
}

void tst_ChunkingDialog::importIsExact()
{
    showImport({remoteFile(u"x"_s, u"application/pdf"_s), remoteFile(u"y"_s, u"video/mp4"_s)});
    QVERIFY(acceptButton()->text().contains(u"Import 1"_s));
    press(u"serviceDefault"_s);
    QCOMPARE(QJsonDocument::fromJson(request().toUtf8()).object(), (QJsonObject{{"fileName"_L1, "files/x"_L1}}));
    QVERIFY(!child<QComboBox>(u"type"_s)->isEnabled());
    accept();
    QVERIFY(m_dialog->files().isEmpty());
    QCOMPARE(m_dialog->imports(), (QList<DocumentImport>{{u"files/x"_s, StoreUpload{m_store, {}, {}}}}));
}

void tst_ChunkingDialog::wordsAreEstimated()
{
    const QByteArray words = "word "_ba.repeated(1000);
    AcceptedFile pdf = plainFile(u"c.pdf"_s);
    pdf.mimeType = u"application/pdf"_s;
    show({textFile(u"a.txt"_s, words), textFile(u"b.txt"_s, words), pdf});
    auto *estimate = child<QLabel>(u"estimate"_s);
    // 1000 words: one chunk of 200 and 5 more that bring 180 each.
    QTRY_VERIFY2(estimate->text().contains(QLocale().toString(2 * (1000 + 5 * 20))), qPrintable(estimate->text()));
    QVERIFY(estimate->text().contains(u"Unknown for 1"_s));
    typeNumber(u"maxOverlap"_s, u"0"_s);
    QVERIFY(estimate->text().contains(QLocale().toString(2000)));
    select({0});
    QTest::keyClick(child<QTableView>(u"sources"_s), Qt::Key_Space);
    QVERIFY(estimate->text().contains(QLocale().toString(1000)));
}

void tst_ChunkingDialog::goesWhileSomethingIsTyped()
{
    show({plainFile(u"a.txt"_s)});
    typeNumber(u"maxOverlap"_s, {});
    m_dialog.reset();
    show({plainFile(u"a.txt"_s)});
    auto *type = child<QComboBox>(u"type"_s);
    type->setFocus();
    QTest::keyClicks(type, u"x"_s);
    m_dialog.reset();
}

void tst_ChunkingDialog::sizeIsRemembered()
{
    show({plainFile(u"a.txt"_s)});
    const QSize size = m_dialog->size() - QSize(33, 21);
    m_dialog->resize(size);
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    show({plainFile(u"a.txt"_s)});
    QCOMPARE(m_dialog->size(), size);
}

void tst_ChunkingDialog::manyFiles()
{
    QList<AcceptedFile> files;
    for (int number = 0; number < maxFilesAtOnce; ++number)
        files.append(plainFile(u"%1.pdf"_s.arg(number)));
    for (AcceptedFile &file : files)
        file.mimeType = u"application/pdf"_s;
    show(files);
    QElapsedTimer timer;
    timer.start();
    typeNumber(u"maxTokens"_s, u"300"_s);
    QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
    child<QTableView>(u"sources"_s)->selectAll();
    press(u"ownSettings"_s);
    accept();
    QCOMPARE(m_dialog->files().size(), maxFilesAtOnce);
}

void tst_ChunkingDialog::controlsHaveNamesAndKeys()
{
    show({plainFile(u"a.txt"_s), plainFile(u"b.txt"_s)});
    press(u"requestToggle"_s);
    static const QRegularExpression mnemonic(u"&([^&])"_s);
    QSet<QString> taken;
    for (const int tab : {0, 1}) {
        child<QTabWidget>(u"settingsTabs"_s)->setCurrentIndex(tab);
        taken.clear();
        QStringList texts{child<QTabWidget>(u"settingsTabs"_s)->tabText(0),
                          child<QTabWidget>(u"settingsTabs"_s)->tabText(1)};
        for (const auto *button : m_dialog->findChildren<QAbstractButton *>()) {
            if (button->isVisible())
                texts.append(button->text());
        }
        for (const auto *label : m_dialog->findChildren<QLabel *>()) {
            if (label->isVisible() && label->buddy())
                texts.append(label->text());
        }
        for (const QString &text : texts) {
            if (const QRegularExpressionMatch match = mnemonic.match(text); match.hasMatch()) {
                QVERIFY2(!taken.contains(match.captured(1).toLower()), qPrintable(text));
                taken.insert(match.captured(1).toLower());
            }
        }
        QVERIFY(taken.size() >= 8);
    }
    for (QWidget *widget : m_dialog->findChildren<QWidget *>()) {
        if (!(widget->focusPolicy() & Qt::TabFocus) || !widget->isVisible() || widget->focusProxy())
            continue;
        if (qobject_cast<QLineEdit *>(widget) && qobject_cast<QComboBox *>(widget->parentWidget()))
            continue;
        QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
        QVERIFY2(interface && !interface->text(QAccessible::Name).isEmpty(),
                 qPrintable(widget->objectName() + u' ' + QLatin1StringView(widget->metaObject()->className())));
    }
}

void tst_ChunkingDialog::nothingOverflowsASmallScreen()
{
    show({plainFile(u"a.txt"_s), plainFile(u"b.txt"_s)});
    m_dialog->resize(640, 370);
    QCOMPARE(m_dialog->size(), QSize(640, 370));
    QTRY_VERIFY(acceptButton()->geometry().bottom() < m_dialog->height());
    const auto *content = m_dialog->findChild<QScrollArea *>();
    QVERIFY(content->widget()->width() <= content->viewport()->width());
}

QTEST_MAIN(tst_ChunkingDialog)
#include "tst_chunkingdialog.moc"
