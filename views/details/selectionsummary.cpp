// SPDX-License-Identifier: Apache-2.0
#include "views/details/selectionsummary.h"

#include "views/details/fields.h"

#include <QCoreApplication>
#include <QLocale>
#include <QtNumeric>

#include <limits>

namespace pollux {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(pollux::SelectionSummary)
};

} // namespace

void SelectionSummary::add(const QString &state, const std::optional<qint64> &bytes)
{
    ++m_count;
    ++m_states[state];
    if (!bytes)
        ++m_unknownSizes;
    else if (qAddOverflow(m_bytes, *bytes, &m_bytes))
        m_bytes = std::numeric_limits<qint64>::max();
}

QList<Field> SelectionSummary::fields(const QString &title) const
{
    Field size = fields::size(Texts::tr("Total size"), m_bytes);
    if (m_unknownSizes > 0)
        size.value = Texts::tr("%1, and %n of unknown size", nullptr, m_unknownSizes).arg(size.value);
    QList<Field> fields = fieldsWithoutSizes(title);
    fields.insert(1, size);
    return fields;
}

QList<Field> SelectionSummary::fieldsWithoutSizes(const QString &title) const
{
    QList<Field> fields{fields::number(title, m_count)};
    for (auto state = m_states.cbegin(); state != m_states.cend(); ++state)
        fields.append(fields::number(state.key(), state.value()));
    return fields;
}

} // namespace pollux
