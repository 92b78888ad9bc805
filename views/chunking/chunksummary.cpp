// SPDX-License-Identifier: Apache-2.0
#include "views/chunking/chunksummary.h"

#include "views/style/theme.h"
#include "views/widgets/messagewidget.h"

#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

QString number(qint64 value)
{
    return QLocale().toString(value);
}

QString number(double value)
{
    return QLocale().toString(qRound64(value));
}

/// "1 chunk", "2,300 chunks": the plural by the count, the number as the locale writes it.
QString counted(qint64 value, const QString &one, const QString &many)
{
    return (value == 1 ? one : many).arg(number(value));
}

QString totalsOf(const TextMeasure &measure)
{
    using Summary = ChunkSummary;
    QStringList parts;
    if (measure.chunks > 0)
        parts += counted(measure.chunks, Summary::tr("%1 chunk"), Summary::tr("%1 chunks"));
    parts += Summary::tr("%1 in the text").arg(Summary::words(measure.words));
    if (measure.chunks > 0)
        parts += Summary::tr("about %1 indexed, overlap included").arg(Summary::words(measure.indexedWords));
    else
        parts += Summary::characters(measure.characters);
    return parts.join(Summary::tr(" · ", "between figures"));
}

QString lengthsOf(const TextMeasure &measure)
{
    using Summary = ChunkSummary;
    return Summary::tr("Words a chunk: longest %1, shortest %2, mean %3")
               .arg(number(measure.longestWords), number(measure.shortestWords), number(measure.meanWords)) +
           Summary::tr(" · ", "between figures") +
           Summary::tr("characters: longest %1, shortest %2, mean %3")
               .arg(number(measure.longestCharacters), number(measure.shortestCharacters),
                    number(measure.meanCharacters));
}

QString warningOf(const TextMeasure &measure)
{
    using Summary = ChunkSummary;
    QStringList sentences;
    if (measure.hasHardlyAnyWhiteSpace()) {
        sentences +=
            Summary::tr("This text has hardly any white space, so chunks counted in words say little about it: "
                        "a whole line may count as one word.");
    }
    if (measure.tooLongChunks > 0) {
        const QString most = number(TextMeasure::maxSafeChunkLength);
        sentences += counted(measure.tooLongChunks,
                             Summary::tr("%1 chunk has more than %2 characters and may not fit the embedding model; "
                                         "fewer words a chunk help."),
                             Summary::tr("%1 chunks have more than %2 characters and may not fit the embedding model; "
                                         "fewer words a chunk help."))
                         .arg(most);
    }
    return sentences.join(u'\n');
}

QLabel *addLine(QWidget *parent, const QString &name)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setObjectName(name);
    parent->layout()->addWidget(label);
    return label;
}

} // namespace

QString ChunkSummary::words(qint64 count)
{
    return counted(count, tr("%1 word"), tr("%1 words"));
}

QString ChunkSummary::characters(qint64 count)
{
    return counted(count, tr("%1 character"), tr("%1 characters"));
}

ChunkSummary::ChunkSummary(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::grid / 2);
    m_totals = addLine(this, u"totals"_s);
    m_lengths = addLine(this, u"lengths"_s);
    m_warning = new MessageWidget(this);
    layout->addWidget(m_warning);
    clear();
}

void ChunkSummary::setMeasure(const TextMeasure &measure)
{
    m_totals->setText(totalsOf(measure));
    m_totals->show();
    m_lengths->setText(measure.chunks > 0 ? lengthsOf(measure) : QString());
    m_lengths->setVisible(measure.chunks > 0);
    const QString sentence = warningOf(measure);
    if (sentence.isEmpty())
        m_warning->clear();
    else if (sentence != m_warning->text()) // it is read out each time it is set
        m_warning->showMessage(MessageWidget::Kind::Warning, sentence);
}

void ChunkSummary::clear()
{
    for (QLabel *label : {m_totals, m_lengths}) {
        label->clear();
        label->hide();
    }
    m_warning->clear();
}

QString ChunkSummary::totals() const
{
    return m_totals->text();
}

QString ChunkSummary::lengths() const
{
    return m_lengths->text();
}

QString ChunkSummary::warning() const
{
    return m_warning->text();
}

} // namespace pollux
