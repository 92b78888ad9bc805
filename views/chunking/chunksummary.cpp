// SPDX-License-Identifier: Apache-2.0
#include "views/chunking/chunksummary.h"

#include "views/messages/messagewidget.h"
#include "views/style/layouts.h"

#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

namespace pollux {

using namespace Qt::StringLiterals;

namespace {

template <typename Number>
QString number(Number value)
{
    return QLocale().toString(qRound64(static_cast<double>(value)));
}

/// "1 chunk", "2,300 chunks": the plural by the count, the number as the locale writes it.
QString counted(qint64 value, const QString &one, const QString &many)
{
    return (value == 1 ? one : many).arg(QLocale().toString(value));
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
    if (measure.chunks == 0)
        return {};
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
    if (measure.hasHardlyAnyWhiteSpace())
        sentences +=
            Summary::tr("This text has hardly any white space, so chunks counted in words say little about it: "
                        "a whole line may count as one word.");
    if (measure.tooLongChunks > 0)
        sentences += counted(measure.tooLongChunks,
                             Summary::tr("%1 chunk has more than %2 characters and may not fit the embedding model; "
                                         "fewer words a chunk help."),
                             Summary::tr("%1 chunks have more than %2 characters and may not fit the embedding model; "
                                         "fewer words a chunk help."))
                         .arg(number(TextMeasure::maxSafeChunkLength));
    return sentences.join(u'\n');
}

QLabel *createLine(const QString &name, QWidget *parent)
{
    QLabel *label = layouts::createParagraph({}, parent);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setObjectName(name);
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
    , m_totals(createLine(u"totals"_s, this))
    , m_lengths(createLine(u"lengths"_s, this))
    , m_warning(new MessageWidget(this))
{
    layouts::fill(new QVBoxLayout(this), {m_totals, m_lengths, m_warning}, theme::grid / 2);
    clear();
}

void ChunkSummary::setMeasure(const TextMeasure &measure)
{
    showTexts(totalsOf(measure), lengthsOf(measure), warningOf(measure));
}

void ChunkSummary::clear()
{
    showTexts({}, {}, {});
}

void ChunkSummary::showTexts(const QString &totals, const QString &lengths, const QString &warning)
{
    m_totals->setText(totals);
    m_totals->setVisible(!totals.isEmpty());
    m_lengths->setText(lengths);
    m_lengths->setVisible(!lengths.isEmpty());
    if (warning.isEmpty())
        m_warning->clear();
    else if (warning != m_warning->text()) // a screen reader reads it each time it is set
        m_warning->showMessage(MessageWidget::Kind::Warning, warning);
}

} // namespace pollux
