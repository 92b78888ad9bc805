// SPDX-License-Identifier: Apache-2.0
#include "views/chunking/metadatadraft.h"
#include "views/chunking/metadataeditor.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <cmath>
#include <memory>

using namespace Qt::StringLiterals;
using namespace pollux;
using Type = MetadataDraft::Type;

class tst_MetadataEditor final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_editor.reset(); }

    void lineBecomesDraft_data();
    void lineBecomesDraft();
    void blankLinesAreNoDrafts();
    void numberIsKept_data();
    void numberIsKept();
    void typeIsConverted();

    void entriesAreTyped();
    void listIsTyped();
    void entryIsRemoved();
    void enterGoesOn();
    void linesArePasted();
    void linesArePastedByButton();
    void tooManyLinesAreRefused();
    void faultStandsAtItsRow_data();
    void faultStandsAtItsRow();
    void newEntryIsNoFault();
    void twentyFirstEntryIsOneTooMany();
    void floatIsExplained();
    void settingIsNoEdit();
    void fieldsHaveNames();

private:
    template <typename Widget>
    Widget *child(const QString &name) const
    {
        return m_editor->findChild<Widget *>(name);
    }
    /// The fields of one kind, from the first row to the last.
    template <typename Widget>
    QList<Widget *> fields(const QString &name) const;
    void press(const QString &button) const { QTest::keyClick(child<QPushButton>(button), Qt::Key_Space); }
    /// Adds an entry and types into its fields, as a user does.
    void enter(const QString &key, const QString &value) const;
    QStringList messages() const;

    std::unique_ptr<MetadataEditor> m_editor;
};

void tst_MetadataEditor::init()
{
    m_editor = std::make_unique<MetadataEditor>();
    m_editor->resize(600, 500);
    m_editor->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_editor.get()));
    m_editor->activateWindow();
}

template <typename Widget>
QList<Widget *> tst_MetadataEditor::fields(const QString &name) const
{
    QList<Widget *> found;
    for (Widget *each : m_editor->findChildren<Widget *>(name)) {
        if (!each->parentWidget()->isHidden())
            found.append(each);
    }
    std::sort(found.begin(), found.end(), [this](Widget *left, Widget *right) {
        return left->mapTo(m_editor.get(), QPoint()).y() < right->mapTo(m_editor.get(), QPoint()).y();
    });
    return found;
}

void tst_MetadataEditor::enter(const QString &key, const QString &value) const
{
    press(u"addEntry"_s);
    QTest::keyClicks(QApplication::focusWidget(), key);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QTest::keyClicks(QApplication::focusWidget(), value);
}

/// The visible messages below the rows.
QStringList tst_MetadataEditor::messages() const
{
    QStringList texts;
    for (const QLabel *label : m_editor->findChildren<QLabel *>()) {
        if (label->isVisible() && label->objectName().isEmpty() && !label->text().isEmpty())
            texts.append(label->text());
    }
    return texts;
}

void tst_MetadataEditor::lineBecomesDraft_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("key");
    QTest::addColumn<Type>("type");
    QTest::addColumn<QString>("text");
    QTest::newRow("text") << u"author\tAda"_s << u"author"_s << Type::Text << u"Ada"_s;
    QTest::newRow("white space around") << u" author \t Ada Lovelace \r"_s << u"author"_s << Type::Text
                                        << u"Ada Lovelace"_s;
    QTest::newRow("number") << u"year\t1843"_s << u"year"_s << Type::Number << u"1843"_s;
    QTest::newRow("fraction") << u"score\t-0.5"_s << u"score"_s << Type::Number << u"-0.5"_s;
    QTest::newRow("tenth") << u"score\t0.1"_s << u"score"_s << Type::Number << u"0.1"_s;
    QTest::newRow("zero") << u"page\t0"_s << u"page"_s << Type::Number << u"0"_s;
    QTest::newRow("leading zeros") << u"id\t00042"_s << u"id"_s << Type::Text << u"00042"_s;
    QTest::newRow("plus") << u"phone\t+49123"_s << u"phone"_s << Type::Text << u"+49123"_s;
    QTest::newRow("digits that a float loses") << u"id\t123456789"_s << u"id"_s << Type::Text << u"123456789"_s;
    QTest::newRow("exponent") << u"id\t1e5"_s << u"id"_s << Type::Text << u"1e5"_s;
    QTest::newRow("comma") << u"score\t1,5"_s << u"score"_s << Type::Text << u"1,5"_s;
    QTest::newRow("word of a number") << u"score\tinf"_s << u"score"_s << Type::Text << u"inf"_s;
    QTest::newRow("list") << u"tags\tred\tgreen"_s << u"tags"_s << Type::List << u"red\ngreen"_s;
    QTest::newRow("no value") << u"author"_s << u"author"_s << Type::Text << QString();
    QTest::newRow("no key") << u"\tAda"_s << QString() << Type::Text << u"Ada"_s;
}

void tst_MetadataEditor::lineBecomesDraft()
{
    QFETCH(QString, line);
    const QList<MetadataDraft> drafts = draftsFromLines(line);
    QCOMPARE(drafts.size(), 1);
    QTEST(drafts.constFirst().key, "key");
    QTEST(drafts.constFirst().type, "type");
    QTEST(drafts.constFirst().text, "text");
}

void tst_MetadataEditor::blankLinesAreNoDrafts()
{
    QCOMPARE(draftsFromLines(u"\n \t \r\na\t1\rb\t2\n\n"_s).size(), 2);
    QVERIFY(draftsFromLines({}).isEmpty());
}

void tst_MetadataEditor::numberIsKept_data()
{
    QTest::addColumn<QString>("number");
    QTest::addColumn<QString>("kept");
    QTest::newRow("whole") << u"42"_s << QString();
    QTest::newRow("tenth") << u"0.1"_s << QString();
    QTest::newRow("last whole one") << u"16777216"_s << QString();
    QTest::newRow("first lost one") << u"16777217"_s << u"16777216"_s;
    QTest::newRow("too many digits") << u"3.14159265358979"_s << u"3.1415927"_s;
    QTest::newRow("too large") << u"1e39"_s << u"inf"_s;
    QTest::newRow("too large the other way") << u"-1e39"_s << u"inf"_s;
    QTest::newRow("no number") << u"many"_s << QString();
}

void tst_MetadataEditor::numberIsKept()
{
    QFETCH(QString, number);
    QTEST(keptNumber(number), "kept");
}

void tst_MetadataEditor::typeIsConverted()
{
    const MetadataDraft text{u"tags"_s, Type::Text, u"red; green;"_s};
    const MetadataDraft list = withType(text, Type::List);
    QCOMPARE(list.text, u"red\ngreen"_s);
    QCOMPARE(withType(list, Type::Text).text, u"red; green"_s);
    QCOMPARE(withType({u"a"_s, Type::Text, u"1;2"_s}, Type::Number).text, u"1;2"_s);
}

void tst_MetadataEditor::entriesAreTyped()
{
    const QSignalSpy edits(m_editor.get(), &MetadataEditor::edited);
    enter(u"author"_s, u"Ada"_s);
    QVERIFY(!edits.isEmpty());
    press(u"addEntry"_s);
    QTest::keyClicks(QApplication::focusWidget(), u"year"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), fields<QComboBox>(u"valueType"_s).constLast());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QTest::keyClicks(QApplication::focusWidget(), u"1843"_s);
    const QList<CustomMetadata> expected{{u"author"_s, u"Ada"_s}, {u"year"_s, 1843.0}};
    QCOMPARE(entriesOf(m_editor->drafts()), expected);
    QVERIFY(messages().isEmpty());
    QCOMPARE(child<QLabel>(u"metadataCount"_s)->text(), u"2 of 20 entries"_s);
}

void tst_MetadataEditor::listIsTyped()
{
    press(u"addEntry"_s);
    QTest::keyClicks(QApplication::focusWidget(), u"tags"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_End);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), child<QPlainTextEdit>(u"values"_s));
    QTest::keyClicks(QApplication::focusWidget(), u"red; dark"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTest::keyClicks(QApplication::focusWidget(), u"green"_s);
    const QList<CustomMetadata> expected{{u"tags"_s, QStringList{u"red; dark"_s, u"green"_s}}};
    QCOMPARE(entriesOf(m_editor->drafts()), expected);
}

void tst_MetadataEditor::entryIsRemoved()
{
    enter(u"a"_s, u"1"_s);
    enter(u"b"_s, u"2"_s);
    enter(u"c"_s, u"3"_s);
    QTest::keyClick(fields<QToolButton>(u"remove"_s).at(1), Qt::Key_Space);
    QCOMPARE(entriesOf(m_editor->drafts()), (QList<CustomMetadata>{{u"a"_s, u"1"_s}, {u"c"_s, u"3"_s}}));
    QCOMPARE(QApplication::focusWidget()->accessibleName(), u"Key of entry 2"_s);
}

void tst_MetadataEditor::enterGoesOn()
{
    enter(u"a"_s, u"1"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCOMPARE(QApplication::focusWidget()->accessibleName(), u"Key of entry 2"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCOMPARE(m_editor->drafts().size(), 2);
    fields<QLineEdit>(u"value"_s).constFirst()->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCOMPARE(QApplication::focusWidget()->accessibleName(), u"Key of entry 2"_s);
}

void tst_MetadataEditor::linesArePasted()
{
    QGuiApplication::clipboard()->setText(u"author\tAda\nyear\t1843\n"_s);
    press(u"addEntry"_s);
    QTest::keySequence(QApplication::focusWidget(), QKeySequence::Paste);
    QCOMPARE(entriesOf(m_editor->drafts()), (QList<CustomMetadata>{{u"author"_s, u"Ada"_s}, {u"year"_s, 1843.0}}));
    // A text without a tab is pasted into the field.
    QGuiApplication::clipboard()->setText(u"s"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_End);
    QTest::keySequence(QApplication::focusWidget(), QKeySequence::Paste);
    QCOMPARE(m_editor->drafts().constLast().key, u"years"_s);
}

void tst_MetadataEditor::linesArePastedByButton()
{
    enter(u"a"_s, u"1"_s);
    QGuiApplication::clipboard()->setText(u"b\t2"_s);
    press(u"pasteLines"_s);
    QCOMPARE(entriesOf(m_editor->drafts()), (QList<CustomMetadata>{{u"a"_s, u"1"_s}, {u"b"_s, 2.0}}));
    QGuiApplication::clipboard()->setText(u"  \n"_s);
    press(u"pasteLines"_s);
    QCOMPARE(m_editor->drafts().size(), 2);
    QVERIFY(!child<QLabel>(u"metadataMessage"_s)->text().isEmpty());
}

void tst_MetadataEditor::tooManyLinesAreRefused()
{
    QGuiApplication::clipboard()->setText(u"a\t1\n"_s.repeated(MetadataEditor::maxPasted + 1));
    press(u"pasteLines"_s);
    QVERIFY(m_editor->drafts().isEmpty());
    QVERIFY(child<QLabel>(u"metadataMessage"_s)->text().contains(u"101"_s));
}

void tst_MetadataEditor::faultStandsAtItsRow_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<Type>("type");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("none") << u"b"_s << Type::Text << QString() << QString();
    QTest::newRow("no key") << QString() << Type::Text << u"x"_s << u"Entry 2 of the metadata has no key."_s;
    QTest::newRow("blank key") << u"  "_s << Type::Text << u"x"_s << u"Entry 2 of the metadata has no key."_s;
    QTest::newRow("same key") << u"a"_s << Type::Text << u"x"_s
                              << u"The metadata key “a” is used twice; each key may stand once."_s;
    QTest::newRow("same key but for spaces")
        << u" a "_s << Type::Text << u"x"_s << u"The metadata key “a” is used twice; each key may stand once."_s;
    QTest::newRow("no number") << u"b"_s << Type::Number << u"many"_s
                               << u"The value of the metadata key “b” is not a number."_s;
    QTest::newRow("infinite") << u"b"_s << Type::Number << u"inf"_s
                              << u"The value of the metadata key “b” is not a number."_s;
}

void tst_MetadataEditor::faultStandsAtItsRow()
{
    QFETCH(QString, key);
    QFETCH(Type, type);
    QFETCH(QString, text);
    QFETCH(QString, sentence);
    m_editor->setDrafts({{u"a"_s, Type::Text, u"1"_s}, {key, type, text}});
    QCOMPARE(messages(), sentence.isEmpty() ? QStringList() : QStringList{sentence});
    if (!sentence.isEmpty()) {
        const auto *message =
            m_editor->findChildren<QLineEdit *>(u"key"_s).constLast()->parentWidget()->findChild<QLabel *>();
        QCOMPARE(message->text(), sentence);
    }
}

void tst_MetadataEditor::newEntryIsNoFault()
{
    enter(u"a"_s, u"1"_s);
    press(u"addEntry"_s);
    QCOMPARE(m_editor->drafts().size(), 2);
    QCOMPARE(messages(), QStringList());
    QCOMPARE(entriesOf(m_editor->drafts()), (QList<CustomMetadata>{{u"a"_s, u"1"_s}}));
    QTest::keyClicks(fields<QLineEdit>(u"value"_s).constLast(), u"x"_s);
    QCOMPARE(messages(), QStringList(u"Entry 2 of the metadata has no key."_s));
}

void tst_MetadataEditor::twentyFirstEntryIsOneTooMany()
{
    for (int number = 1; number <= maxMetadata; ++number)
        enter(u"key%1"_s.arg(number), u"x"_s);
    QVERIFY(messages().isEmpty());
    enter(u"key21"_s, u"x"_s);
    QCOMPARE(messages(), QStringList{u"A document takes at most 20 entries of metadata; there are 21."_s});
    QTest::keyClick(fields<QToolButton>(u"remove"_s).constLast(), Qt::Key_Space);
    QVERIFY(messages().isEmpty());
}

void tst_MetadataEditor::floatIsExplained()
{
    m_editor->setDrafts({{u"id"_s, Type::Number, u"16777217"_s}});
    QCOMPARE(messages().size(), 1);
    QVERIFY(messages().constFirst().contains(u"16777216"_s));
    m_editor->setDrafts({{u"id"_s, Type::Number, u"16777216"_s}});
    QVERIFY(messages().isEmpty());
}

void tst_MetadataEditor::settingIsNoEdit()
{
    const QSignalSpy edits(m_editor.get(), &MetadataEditor::edited);
    const QList<MetadataDraft> drafts{{u"a"_s, Type::List, u"x\ny"_s}, {u"b"_s, Type::Number, u"1"_s}};
    m_editor->setDrafts(drafts);
    QCOMPARE(m_editor->drafts(), drafts);
    m_editor->setDrafts({});
    QVERIFY(edits.isEmpty());
}

void tst_MetadataEditor::fieldsHaveNames()
{
    enter(u"a"_s, u"1"_s);
    for (const QString &name : {u"key"_s, u"valueType"_s, u"value"_s, u"remove"_s})
        QVERIFY2(child<QWidget>(name)->accessibleName().contains(u'1'), qPrintable(name));
    QVERIFY(child<QPlainTextEdit>(u"values"_s)->accessibleName().contains(u'1'));
}

QTEST_MAIN(tst_MetadataEditor)
#include "tst_metadataeditor.moc"
