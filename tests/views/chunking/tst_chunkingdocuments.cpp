// SPDX-License-Identifier: Apache-2.0
#include "tests/views/chunking/chunkingdialogfixture.h"

#include <QCheckBox>
#include <QComboBox>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

RemoteFile remoteFile(const QString &id, const QString &mimeType)
{
    RemoteFile file;
    file.name = u"files/"_s + id;
    file.displayName = id;
    file.mimeType = mimeType;
    return file;
}

} // namespace

/// The documents that the ChunkingDialog returns, with their settings and metadata.
class tst_ChunkingDocuments final : public ChunkingDialogFixture {
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { m_dialog.reset(); }

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
    void refusedFileIsTakenWithAnotherType();
    void typeIsRemembered();
    void typeOfSeveralExtensionsIsNotRemembered();
    void enterInTheTypeDoesNotUpload();
    void requestIsExact();
    void importIsExact();
};

void tst_ChunkingDocuments::badMetadataAreRefused_data()
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

void tst_ChunkingDocuments::badMetadataAreRefused()
{
    QFETCH(QString, lines);
    QFETCH(QString, sentence);
    showFiles({u"a.txt"_s});
    paste(lines);
    QVERIFY(!acceptButton()->isEnabled());
    QCOMPARE(notice(), u"Correct the marked setting first."_s);
    const auto labels = m_dialog->findChildren<QLabel *>();
    QCOMPARE(std::ranges::count(labels, sentence, &QLabel::text), 1);
    accept();
    m_dialog->accept();
    QVERIFY(m_dialog->isVisible());
    QVERIFY(m_dialog->files().isEmpty());
    QTest::keyClick(m_dialog->findChildren<QToolButton *>(u"remove"_s).constLast(), Qt::Key_Space);
    QVERIFY(acceptButton()->isEnabled());
}

void tst_ChunkingDocuments::enterInMetadataDoesNotUpload()
{
    showFiles({u"a.txt"_s});
    paste(u"author\tAda"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QVERIFY(m_dialog->isVisible());
    QCOMPARE(QApplication::focusWidget()->accessibleName(), u"Key of entry 2"_s);
}

void tst_ChunkingDocuments::metadataAreSent()
{
    showFiles({u"a.txt"_s, u"b.txt"_s});
    paste(u"author\tAda\nyear\t1843\ntags\tred\tgreen"_s);
    accept();
    const QList<CustomMetadata> expected{
        {u"author"_s, u"Ada"_s}, {u"year"_s, 1843.0}, {u"tags"_s, QStringList{u"red"_s, u"green"_s}}};
    QCOMPARE(m_dialog->files().at(0).storeUpload->metadata, expected);
    QCOMPARE(m_dialog->files().at(1).storeUpload->metadata, expected);
}

void tst_ChunkingDocuments::metadataAreAppliedToAll()
{
    showFiles({u"a.txt"_s, u"b.txt"_s, u"c.txt"_s});
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

void tst_ChunkingDocuments::ownSettingsOfOneFile()
{
    showFiles({u"a.txt"_s, u"b.txt"_s, u"c.txt"_s});
    select({1, 2});
    press(u"ownSettings"_s);
    typeNumber(u"maxTokens"_s, u"64"_s);
    QCOMPARE(rowNotice(1), u"Own settings"_s);
    select({0});
    QVERIFY(!child<QCheckBox>(u"ownSettings"_s)->isChecked());
    QCOMPARE(number(u"maxTokens"_s), 200);
    typeNumber(u"maxTokens"_s, u"300"_s);
    select({2});
    QCOMPARE(number(u"maxTokens"_s), 64);
    press(u"ownSettings"_s);
    QCOMPARE(number(u"maxTokens"_s), 300);
    accept();
    QCOMPARE(chunkingOf(0)->maxTokensPerChunk, 300);
    QCOMPARE(chunkingOf(1)->maxTokensPerChunk, 64);
    QCOMPARE(chunkingOf(2)->maxTokensPerChunk, 300);
}

void tst_ChunkingDocuments::differentSettingsAreNotOverwritten()
{
    showFiles({u"a.txt"_s, u"b.txt"_s});
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

void tst_ChunkingDocuments::faultNamesItsFile()
{
    showFiles({u"a.txt"_s, u"b.txt"_s});
    select({1});
    press(u"ownSettings"_s);
    typeNumber(u"maxTokens"_s, u"0"_s);
    select({0});
    QVERIFY(!acceptButton()->isEnabled());
    QCOMPARE(notice(), u"b.txt: A chunk has at least 1 token."_s);
}

void tst_ChunkingDocuments::faultOfAFileLeftOutDoesNotCount()
{
    showFiles({u"a.txt"_s, u"b.txt"_s});
    select({1});
    press(u"ownSettings"_s);
    typeNumber(u"maxTokens"_s, u"0"_s);
    QTest::keyClick(table(), Qt::Key_Space);
    QVERIFY(acceptButton()->isEnabled());
    accept();
    QCOMPARE(m_dialog->files().size(), 1);
}

void tst_ChunkingDocuments::unsuitableFilesAreLeftOut()
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
    const auto *model = table()->model();
    for (const int row : {1, 2, 3, 4, 6}) {
        QVERIFY2(rowNotice(row).startsWith(u"Left out"_s), qPrintable(QString::number(row)));
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

void tst_ChunkingDocuments::skippedPathsAreListed()
{
    show({plainFile(u"a.txt"_s)}, {{u"/home/me/.secret"_s, SkipReason::Hidden}});
    const auto *model = table()->model();
    QCOMPARE(model->rowCount(), 2);
    QCOMPARE(rowNotice(1), u"Left out: is hidden"_s);
    select({1});
    QCOMPARE(child<QLabel>(u"sourceNotice"_s)->text(), u"Left out: is hidden"_s);
    QVERIFY(request().isEmpty());
    QTest::keyClick(table(), Qt::Key_Space);
    accept();
    QCOMPARE(m_dialog->files().size(), 1);
}

void tst_ChunkingDocuments::noticedFilesAreNotTaken()
{
    show({plainFile(u"a.txt"_s), fileWith(PreflightNotice::AlreadyQueued, u"b.txt"_s),
          fileWith(PreflightNotice::UnknownType, u"c"_s), fileWith(PreflightNotice::Empty, u"d.txt"_s)});
    QVERIFY(acceptButton()->text().contains(u'1'));
    select({1});
    QTest::keyClick(table(), Qt::Key_Space);
    accept();
    QCOMPARE(m_dialog->files().size(), 2);
}

void tst_ChunkingDocuments::spaceTakesFilesOut()
{
    showFiles({u"a.txt"_s, u"b.txt"_s});
    select({0, 1});
    QTest::keyClick(table(), Qt::Key_Space);
    QVERIFY(!acceptButton()->isEnabled());
    QCOMPARE(notice(), u"No file is left to upload."_s);
    QTest::keyClick(table(), Qt::Key_Space);
    QVERIFY(acceptButton()->isEnabled());
}

void tst_ChunkingDocuments::typeIsChosen()
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

void tst_ChunkingDocuments::refusedFileIsTakenWithAnotherType()
{
    AcceptedFile sound = plainFile(u"diet.mod"_s);
    sound.mimeType = u"audio/x-mod"_s;
    show({sound});
    QVERIFY(rowNotice(0).startsWith(u"Left out"_s));
    select({0});
    auto *type = child<QComboBox>(u"type"_s);
    type->setFocus();
    type->lineEdit()->selectAll();
    QTest::keyClicks(type, u"text/plain"_s);
    QTest::keyClick(type, Qt::Key_Return);
    QVERIFY(!rowNotice(0).startsWith(u"Left out"_s));
    accept();
    QCOMPARE(m_dialog->files().size(), 1);
    QCOMPARE(m_dialog->files().at(0).mimeType, u"text/plain"_s);
}

void tst_ChunkingDocuments::typeIsRemembered()
{
    QList<AcceptedFile> sounds{plainFile(u"diet.mod"_s), plainFile(u"other.MOD"_s), plainFile(u"song.xm"_s)};
    for (AcceptedFile &sound : sounds)
        sound.mimeType = u"audio/x-mod"_s;
    show(sounds);
    auto *remembered = child<QCheckBox>(u"remembered"_s);
    select({0});
    auto *type = child<QComboBox>(u"type"_s);
    type->setFocus();
    type->lineEdit()->selectAll();
    QTest::keyClicks(type, u"text/plain"_s);
    QTest::keyClick(type, Qt::Key_Return);
    QCOMPARE(remembered->text(), u"Use t&his type for .mod from now on"_s);
    QVERIFY(!remembered->isChecked());
    QVERIFY(rowNotice(1).startsWith(u"Left out"_s));
    press(u"remembered"_s);
    // The other file of that name is taken, too.
    QVERIFY(!rowNotice(1).startsWith(u"Left out"_s));
    QVERIFY(rowNotice(2).startsWith(u"Left out"_s));
    select({1});
    QVERIFY(remembered->isChecked());
    QVERIFY(m_dialog->rememberedTypes().isEmpty());
    m_dialog->accept();
    QCOMPARE(m_dialog->files().size(), 2);
    QCOMPARE(m_dialog->files().at(1).mimeType, u"text/plain"_s);
    QCOMPARE(m_dialog->rememberedTypes(), (QHash<QString, QString>{{u"mod"_s, u"text/plain"_s}}));
}

void tst_ChunkingDocuments::typeOfSeveralExtensionsIsNotRemembered()
{
    show({plainFile(u"a.foo"_s), plainFile(u"b.bar"_s), plainFile(u"README"_s),
          fileWith(PreflightNotice::UnknownType, u"c.dat"_s)});
    auto *remembered = child<QCheckBox>(u"remembered"_s);
    select({0});
    QVERIFY(remembered->isEnabled());
    for (const QList<int> &rows : {QList{0, 1}, QList{2}, QList{3}}) {
        select(rows);
        QVERIFY(!remembered->isEnabled());
    }
}

void tst_ChunkingDocuments::enterInTheTypeDoesNotUpload()
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

void tst_ChunkingDocuments::requestIsExact()
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

void tst_ChunkingDocuments::importIsExact()
{
    m_dialog = std::make_unique<ChunkingDialog>(
        sourcesOf({remoteFile(u"x"_s, u"application/pdf"_s), remoteFile(u"y"_s, u"video/mp4"_s)}), m_stores, m_store,
        *m_memory);
    expose();
    QVERIFY(acceptButton()->text().contains(u"Import 1"_s));
    press(u"serviceDefault"_s);
    QCOMPARE(QJsonDocument::fromJson(request().toUtf8()).object(), (QJsonObject{{"fileName"_L1, "files/x"_L1}}));
    QVERIFY(!child<QComboBox>(u"type"_s)->isEnabled());
    accept();
    QVERIFY(m_dialog->files().isEmpty());
    QCOMPARE(m_dialog->imports(), (QList<DocumentImport>{{u"files/x"_s, StoreUpload{m_store, {}, {}}}}));
}

QTEST_MAIN(tst_ChunkingDocuments)
#include "tst_chunkingdocuments.moc"
