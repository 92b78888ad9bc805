// SPDX-License-Identifier: Apache-2.0
#include "models/items/listmodel.h"
#include "views/messages/errormessages.h"
#include "views/messages/listnotice.h"
#include "views/messages/messagebar.h"
#include "views/messages/messagewidget.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

/// A list whose requests the test answers.
class List final : public ListModel {
public:
    List()
        : ListModel(nullptr)
    {
        restartWalk(Loading::Partial);
    }

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : m_rowCount; }
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : 1; }
    QVariant data(const QModelIndex & /*index*/, int /*role*/) const override { return {}; }

    void addRow()
    {
        beginInsertRows({}, m_rowCount, m_rowCount);
        ++m_rowCount;
        endInsertRows();
    }
    void answer(ErrorKind kind)
    {
        if (loading() == Loading::Failed)
            retry(); // as the timer of the model does
        else
            requestPage();
        fail(ApiError::local(kind));
    }
    void answer(int unreadable)
    {
        requestPage();
        addUnreadable(unreadable);
        goOnAfter(ListWalk::Step::End);
    }
    void beginAnew() { renewListContext(); }

protected:
    void readPage(const QString & /*pageToken*/, QObject * /*context*/) override {}

private:
    int m_rowCount = 0;
};

} // namespace

class tst_ListNotice final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void anErrorIsShownOnceThereAreRows();
    void aClosedErrorStaysClosed();
    void countsWhatCannotBeRead();

private:
    int shown() const { return static_cast<int>(m_bar->findChildren<MessageWidget *>().size()); }
    void close()
    {
        m_bar->dismiss(u"list"_s);
        QTRY_COMPARE(shown(), 0);
    }

    std::unique_ptr<MessageBar> m_bar;
    std::unique_ptr<ErrorMessages> m_errors;
    std::unique_ptr<List> m_list;
    std::unique_ptr<ListNotice> m_notice;
};

void tst_ListNotice::init()
{
    m_notice.reset();
    m_bar = std::make_unique<MessageBar>();
    m_errors = std::make_unique<ErrorMessages>(*m_bar, [](ErrorAction) { return nullptr; });
    m_list = std::make_unique<List>();
    m_notice = std::make_unique<ListNotice>(*m_list, *m_bar, *m_errors, u"list"_s, nullptr);
}

void tst_ListNotice::anErrorIsShownOnceThereAreRows()
{
    m_list->answer(ErrorKind::ServerBusy);
    QCOMPARE(shown(), 0);
    m_list->addRow();
    QCOMPARE(shown(), 1);
    m_list->answer(0);
    QTRY_COMPARE(shown(), 0);
}

void tst_ListNotice::aClosedErrorStaysClosed()
{
    m_list->addRow();
    m_list->answer(ErrorKind::ServerBusy);
    QCOMPARE(shown(), 1);
    close();
    m_list->answer(ErrorKind::ServerBusy);
    QCOMPARE(shown(), 0);
    m_list->answer(ErrorKind::Timeout);
    QCOMPARE(shown(), 1);
    close();
    m_list->beginAnew();
    m_list->answer(ErrorKind::Timeout);
    QCOMPARE(shown(), 1);
}

void tst_ListNotice::countsWhatCannotBeRead()
{
    m_list->addRow();
    m_list->answer(2);
    QCOMPARE(shown(), 1);
    m_list->answer(0);
    QTRY_COMPARE(shown(), 0);
}

QTEST_MAIN(tst_ListNotice)
#include "tst_listnotice.moc"
