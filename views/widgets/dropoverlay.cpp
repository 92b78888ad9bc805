// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/dropoverlay.h"

#include "views/style/theme.h"
#include "views/widgets/iconlabel.h"

#include <QDragEnterEvent>
#include <QFileInfo>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace pollux {

namespace {

constexpr int iconSide = 48;
constexpr int frameRadius = 12;

} // namespace

DropOverlay::DropOverlay(QWidget *window)
    : QWidget(window)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAccessibleName(tr("Drop area"));
    m_icon = new IconLabel(IconName::Upload, iconSide, this);
    m_sentence = new QLabel(this);
    m_remark = new QLabel(this);
    QFont large = m_sentence->font();
    large.setPointSizeF(large.pointSizeF() * 1.4);
    large.setWeight(QFont::DemiBold);
    m_sentence->setFont(large);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6 * theme::grid, 6 * theme::grid, 6 * theme::grid, 6 * theme::grid);
    layout->setSpacing(2 * theme::grid);
    layout->addStretch();
    layout->addWidget(m_icon, 0, Qt::AlignHCenter);
    for (QLabel *label : {m_sentence, m_remark}) {
        label->setTextFormat(Qt::PlainText);
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
        layout->addWidget(label);
    }
    layout->addStretch();
    hide();

    window->setAcceptDrops(true);
    window->installEventFilter(this);
}

DropOverlay::~DropOverlay()
{
    m_pool.waitForDone();
}

void DropOverlay::setAccountName(const QString &name)
{
    m_accountName = name;
}

QString DropOverlay::sentence() const
{
    return isHidden() ? QString() : m_sentence->text();
}

bool DropOverlay::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::DragEnter:
        return handleDrag(*static_cast<QDragEnterEvent *>(event), true);
    case QEvent::DragMove:
        return handleDrag(*static_cast<QDragMoveEvent *>(event), false);
    case QEvent::DragLeave:
        end();
        return true;
    case QEvent::Drop:
        return handleDrop(*static_cast<QDropEvent *>(event));
    case QEvent::Resize:
        setGeometry(parentWidget()->rect());
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

bool DropOverlay::handleDrag(QDropEvent &event, bool hasEntered)
{
    if (!event.mimeData()->hasUrls()) {
        event.ignore();
        return true;
    }
    if (hasEntered)
        begin(localPaths(*event.mimeData()));
    // Entering is accepted even where a drop will not be: Qt reports leaving only to a widget that took the entering.
    event.setDropAction(Qt::CopyAction);
    event.setAccepted(hasEntered || isAcceptable(m_offer));
    return true;
}

bool DropOverlay::handleDrop(QDropEvent &event)
{
    end();
    const LocalPaths offer = localPaths(*event.mimeData());
    if (!isAcceptable(offer)) {
        event.ignore();
        return true;
    }
    event.setDropAction(Qt::CopyAction);
    event.accept();
    emit pathsDropped(offer.paths, offer.refused);
    return true;
}

void DropOverlay::begin(const LocalPaths &offer)
{
    m_offer = offer;
    ++m_offerNumber;
    const bool canUpload = isAcceptable(offer);
    m_icon->setIcon(canUpload ? IconName::Upload : IconName::Info);
    m_icon->setColor(palette().color(canUpload ? QPalette::Link : QPalette::WindowText));
    m_remark->setText(canUpload && offer.refused > 0
                          ? tr("%n items are no files on this computer and stay out.", nullptr, offer.refused)
                          : QString());
    m_remark->setVisible(!m_remark->text().isEmpty());
    if (offer.paths.isEmpty())
        m_sentence->setText(tr("Nothing here can be uploaded: only files on this computer"));
    else if (m_accountName.isEmpty())
        m_sentence->setText(tr("Add an API key first"));
    else
        m_sentence->setText(
            tr("Upload %n items to %1", nullptr, static_cast<int>(offer.paths.size())).arg(m_accountName));
    if (canUpload)
        countKinds(offer.paths);
    setGeometry(parentWidget()->rect());
    raise();
    show();
}

void DropOverlay::end()
{
    ++m_offerNumber;
    hide();
}

void DropOverlay::countKinds(const QStringList &paths)
{
    m_pool.start([this, paths, number = m_offerNumber] {
        Kinds kinds;
        for (const QString &path : paths)
            ++(QFileInfo(path).isDir() ? kinds.folders : kinds.files);
        QMetaObject::invokeMethod(
            this,
            [this, kinds, number] {
                if (number == m_offerNumber)
                    m_sentence->setText(offerSentence(kinds));
            },
            Qt::QueuedConnection);
    });
}

QString DropOverlay::offerSentence(const Kinds &kinds) const
{
    if (kinds.folders == 0)
        return tr("Upload %n files to %1", nullptr, kinds.files).arg(m_accountName);
    if (kinds.files == 0)
        return tr("Upload the files in %n folders to %1", nullptr, kinds.folders).arg(m_accountName);
    const QString files = tr("%n files", nullptr, kinds.files);
    return tr("Upload %1 and the files in %n folders to %2", nullptr, kinds.folders).arg(files, m_accountName);
}

void DropOverlay::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QColor veil = palette().color(QPalette::Window);
    veil.setAlphaF(0.95F);
    painter.fillRect(rect(), veil);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool canUpload = isAcceptable(m_offer);
    const QColor frame = palette().color(canUpload ? QPalette::Highlight : QPalette::Mid);
    QColor tint = frame;
    tint.setAlphaF(0.08F);
    painter.setBrush(tint);
    painter.setPen(QPen(frame, 2, Qt::DashLine));
    const int inset = 2 * theme::grid;
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), frameRadius, frameRadius);
}

} // namespace pollux
