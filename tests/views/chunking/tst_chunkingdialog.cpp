// SPDX-License-Identifier: Apache-2.0
#include "tests/views/chunking/chunkingdialogfixture.h"

#include <QAccessible>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QElapsedTimer>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QScrollArea>
#include <QSet>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace pollux;

/// The chunk settings, which of them are remembered, and the dialog as a whole.
class tst_ChunkingDialog final : public ChunkingDialogFixture {
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { m_dialog.reset(); }

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
    void returnOnCancelUploadsNothing();
    void storeIsRequired();
    void unknownStoreIsOffered();
    void wordsAreEstimated();
    void goesWhileSomethingIsTyped();
    void sizeIsRemembered();
    void manyFiles();
    void controlsHaveNamesAndKeys();
    void nothingOverflowsASmallScreen();

private:
    /// A file that exists on the disk.
    AcceptedFile textFile(const QString &name, const QByteArray &text) const;
};

AcceptedFile tst_ChunkingDialog::textFile(const QString &name, const QByteArray &text) const
{
    AcceptedFile accepted = plainFile(name, text.size());
    accepted.path = m_folder->filePath(name);
    QFile file(accepted.path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("no file");
    return accepted;
}

void tst_ChunkingDialog::startsWithTheDefault()
{
    showFiles({u"a.txt"_s, u"b.txt"_s});
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
    showFiles({u"a.txt"_s});
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
    showFiles({u"a.txt"_s});
    typeNumber(u"maxOverlap"_s, overlap);
    typeNumber(u"maxTokens"_s, tokens);
    // An empty field gets its last number back when it loses the focus.
    if (overlap.isEmpty())
        typeNumber(u"maxOverlap"_s, overlap);
    QVERIFY(!acceptButton()->isEnabled());
    // The sentence stands at the field, and nowhere else.
    QCOMPARE(notice(), u"Correct the marked setting first."_s);
    QCOMPARE(child<QLabel>(u"tokensMessage"_s)->text() + child<QLabel>(u"overlapMessage"_s)->text(), sentence);
    QVERIFY(request().isEmpty());
    QVERIFY(!child<QPlainTextEdit>(u"request"_s)->placeholderText().contains(sentence));
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
    showFiles({u"a.txt"_s});
    typeNumber(u"maxOverlap"_s, u"0"_s);
    typeNumber(u"maxTokens"_s, u"20"_s);
    QVERIFY(child<QLabel>(u"tokensMessage"_s)->text().contains(u"21"_s));
    QVERIFY(acceptButton()->isEnabled());
    typeNumber(u"maxTokens"_s, u"21"_s);
    QVERIFY(child<QLabel>(u"tokensMessage"_s)->text().isEmpty());
}

void tst_ChunkingDialog::steppingStaysInRange()
{
    showFiles({u"a.txt"_s});
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
    showFiles({u"a.txt"_s});
    typeNumber(u"maxTokens"_s, u"513"_s);
    press(u"serviceDefault"_s);
    QVERIFY(acceptButton()->isEnabled());
    QVERIFY(!child<QSpinBox>(u"maxTokens"_s)->isEnabled());
    QVERIFY(!request().contains(u"chunkingConfig"_s));
    accept();
    QVERIFY(!chunkingOf(0));
    showFiles({u"a.txt"_s});
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
    showFiles({u"a.txt"_s});
    typeNumber(u"maxTokens"_s, u"77"_s);
    auto *preset = child<QComboBox>(u"preset"_s);
    QCOMPARE(preset->currentIndex(), -1);
    preset->setFocus();
    QTest::keyClicks(preset, key);
    QCOMPARE(number(u"maxTokens"_s), tokens);
    QCOMPARE(number(u"maxOverlap"_s), overlap);
    accept();
    QCOMPARE(chunkingOf(0), std::optional(ChunkingConfig{tokens, overlap}));
}

void tst_ChunkingDialog::ownPresetIsSavedAndDeleted()
{
    showFiles({u"a.txt"_s});
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
    showFiles({u"a.txt"_s});
    QVERIFY(!child<QPushButton>(u"deletePreset"_s)->isEnabled());
    auto *preset = child<QComboBox>(u"preset"_s);
    preset->setFocus();
    QTest::keyClick(preset, Qt::Key_End);
    QCOMPARE(number(u"maxTokens"_s), 300);
    press(u"deletePreset"_s);
    QVERIFY(m_memory->presets().isEmpty());
    QCOMPARE(preset->count(), 3);
    QCOMPARE(number(u"maxTokens"_s), 300);
}

void tst_ChunkingDialog::choiceIsRememberedForTheStore()
{
    showFiles({u"a.txt"_s});
    typeNumber(u"maxTokens"_s, u"300"_s);
    accept();
    QVERIFY(!m_dialog->isVisible());
    show({plainFile(u"b.md"_s), plainFile(u"c.cpp"_s)});
    QCOMPARE(number(u"maxTokens"_s), 300);
    QCOMPARE(m_memory->choiceForStore(m_store), std::optional(ChunkingChoice{ChunkingConfig{300, 20}}));
}

void tst_ChunkingDialog::choiceIsRememberedForTheType()
{
    m_memory->rememberForType(u"md"_s, {ChunkingConfig{64, 16}});
    show({plainFile(u"a.MD"_s), plainFile(u"b.md"_s)});
    QCOMPARE(number(u"maxTokens"_s), 64);
    show({plainFile(u"a.md"_s), plainFile(u"b.txt"_s)});
    QCOMPARE(number(u"maxTokens"_s), 200);
    m_memory->rememberForStore(m_store, {ChunkingConfig{300, 0}});
    show({plainFile(u"a.md"_s)});
    QCOMPARE(number(u"maxTokens"_s), 300);
}

void tst_ChunkingDialog::otherStoreBringsItsChoice()
{
    m_memory->rememberForStore(u"ragStores/b"_s, {});
    showFiles({u"a.txt"_s});
    auto *store = child<QComboBox>(u"store"_s);
    store->setFocus();
    QTest::keyClick(store, Qt::Key_Down);
    QVERIFY(child<QCheckBox>(u"serviceDefault"_s)->isChecked());
    QTest::keyClick(store, Qt::Key_Up);
    QVERIFY(!child<QCheckBox>(u"serviceDefault"_s)->isChecked());
    // A number that the user has entered stays.
    typeNumber(u"maxTokens"_s, u"300"_s);
    QTest::keyClick(store, Qt::Key_Down);
    QCOMPARE(number(u"maxTokens"_s), 300);
    accept();
    QCOMPARE(m_dialog->files().constFirst().storeUpload->store, u"ragStores/b"_s);
}

void tst_ChunkingDialog::cancelRemembersAndGivesNothing()
{
    showFiles({u"a.txt"_s});
    typeNumber(u"maxTokens"_s, u"300"_s);
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QVERIFY(!m_dialog->isVisible());
    QVERIFY(m_dialog->files().isEmpty());
    QVERIFY(!m_memory->choiceForStore(m_store));
}

void tst_ChunkingDialog::returnOnCancelUploadsNothing()
{
    showFiles({u"a.txt"_s});
    QPushButton *cancel = m_dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Cancel);
    cancel->setFocus();
    QTest::keyClick(cancel, Qt::Key_Return);
    QVERIFY(!m_dialog->isVisible());
    QVERIFY(m_dialog->files().isEmpty());
}

void tst_ChunkingDialog::storeIsRequired()
{
    m_stores.clear();
    m_store.clear();
    showFiles({u"a.txt"_s});
    QVERIFY(!acceptButton()->isEnabled());
    QCOMPARE(notice(), u"There is no store yet. Create one first."_s);
}

void tst_ChunkingDialog::unknownStoreIsOffered()
{
    m_store = u"fileSearchStores/far"_s;
    showFiles({u"a.txt"_s});
    QCOMPARE(child<QComboBox>(u"store"_s)->currentText(), m_store);
    accept();
    QCOMPARE(m_dialog->files().constFirst().storeUpload->store, m_store);
}

void tst_ChunkingDialog::wordsAreEstimated()
{
    const QByteArray words = "word "_ba.repeated(1000);
    AcceptedFile pdf = plainFile(u"c.pdf"_s);
    pdf.mimeType = u"application/pdf"_s;
    show({textFile(u"a.txt"_s, words), textFile(u"b.txt"_s, words), pdf});
    auto *estimate = child<QLabel>(u"estimate"_s);
    // 1000 words: one chunk of 200 new words and 5 more of up to 180 new words each.
    QTRY_VERIFY2(estimate->text().contains(QLocale().toString(2 * (1000 + 5 * 20))), qPrintable(estimate->text()));
    QVERIFY(estimate->text().contains(u"1 files: number of words not known in advance."_s));
    typeNumber(u"maxOverlap"_s, u"0"_s);
    QVERIFY(estimate->text().contains(QLocale().toString(2000)));
    select({0});
    QTest::keyClick(table(), Qt::Key_Space);
    QVERIFY(estimate->text().contains(QLocale().toString(1000)));
}

void tst_ChunkingDialog::goesWhileSomethingIsTyped()
{
    showFiles({u"a.txt"_s});
    typeNumber(u"maxOverlap"_s, {});
    m_dialog.reset();
    showFiles({u"a.txt"_s});
    auto *type = child<QComboBox>(u"type"_s);
    type->setFocus();
    QTest::keyClicks(type, u"x"_s);
    m_dialog.reset();
}

void tst_ChunkingDialog::sizeIsRemembered()
{
    showFiles({u"a.txt"_s});
    const QSize size = m_dialog->size() - QSize(33, 21);
    m_dialog->resize(size);
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    showFiles({u"a.txt"_s});
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
    table()->selectAll();
    press(u"ownSettings"_s);
    accept();
    QCOMPARE(m_dialog->files().size(), maxFilesAtOnce);
}

void tst_ChunkingDialog::controlsHaveNamesAndKeys()
{
    showFiles({u"a.txt"_s, u"b.txt"_s});
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
    showFiles({u"a.txt"_s, u"b.txt"_s});
    m_dialog->resize(640, 370);
    QCOMPARE(m_dialog->size(), QSize(640, 370));
    QTRY_VERIFY(acceptButton()->geometry().bottom() < m_dialog->height());
    const auto *content = m_dialog->findChild<QScrollArea *>();
    QVERIFY(content->widget()->width() <= content->viewport()->width());
}

QTEST_MAIN(tst_ChunkingDialog)
#include "tst_chunkingdialog.moc"
