// SPDX-License-Identifier: Apache-2.0
#include "views/messages/placeholdermessage.h"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTest>

using namespace pollux;
using namespace Qt::StringLiterals;

class tst_PlaceholderMessage : public QObject {
    Q_OBJECT

private slots:
    void showsItsContent();
    void busyHasNoButtons();
    void actionMayReplaceTheContent();
};

void tst_PlaceholderMessage::showsItsContent()
{
    PlaceholderMessage state;
    QList<int> runs;
    state.setContent({IconName::Upload,
                      u"No <i>files</i>"_s,
                      u"Drop some."_s,
                      {{u"One"_s, [&runs] { runs.append(1); }}, {u"Two"_s, [&runs] { runs.append(2); }}},
                      false});
    QCOMPARE(state.accessibleName(), u"No <i>files</i>"_s);
    QCOMPARE(state.accessibleDescription(), u"Drop some."_s);
    for (const QLabel *label : state.findChildren<QLabel *>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
    const QList<QPushButton *> buttons = state.findChildren<QPushButton *>();
    QCOMPARE(buttons.size(), 3);
    QVERIFY(buttons.at(2)->isHidden());
    buttons.at(1)->click();
    buttons.at(0)->click();
    QCOMPARE(runs, (QList<int>{2, 1}));
    state.setContent({IconName::Upload, u"No files"_s, {}, {{u"One"_s, {}}}, false});
    QVERIFY(!buttons.at(0)->isHidden());
    QVERIFY(buttons.at(1)->isHidden());
}

void tst_PlaceholderMessage::busyHasNoButtons()
{
    PlaceholderMessage state;
    QVERIFY(state.findChild<QProgressBar *>()->isHidden());
    state.setContent({IconName::Refresh, u"Loading"_s, {}, {{u"One"_s, {}}}, true});
    QVERIFY(!state.findChild<QProgressBar *>()->isHidden());
    for (const QPushButton *button : state.findChildren<QPushButton *>())
        QVERIFY(button->isHidden());
}

void tst_PlaceholderMessage::actionMayReplaceTheContent()
{
    PlaceholderMessage state;
    const auto replace = [&state] { state.setContent({IconName::Info, u"Other"_s, {}, {}, false}); };
    state.setContent({IconName::Error, u"Broken"_s, {}, {{u"Try Again"_s, replace}}, false});
    state.findChild<QPushButton *>()->click();
    QCOMPARE(state.accessibleName(), u"Other"_s);
}

QTEST_MAIN(tst_PlaceholderMessage)
#include "tst_placeholdermessage.moc"
