// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/dropoverlay.h"

#include "views/style/layouts.h"
#include "views/widgets/iconlabel.h"

#include <QDragEnterEvent>
#include <QFileInfo>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace pollux {

namespace {

constexpr int windowIconSide = 48;
constexpr int pageIconSide = 40;
constexpr int frameRadius = 12;

} // namespace

DropOverlay::DropOverlay(Purpose purpose, QWidget *widget)
    : QWidget(widget)
    , m_purpose(purpose)
    , m_icon(purpose == Purpose::Upload ? new IconLabel(IconName::Upload, windowIconSide, this)
                                        : new IconLabel(IconName::Store, pageIconSide, this))
    , m_sentence(layouts::createParagraph({}, this))
    , m_remark(layouts::createParagraph({}, this))
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAccessibleName(tr("Drop area"));
    const bool isWindow = purpose == Purpose::Upload;
    layouts::makeHeading(*m_sentence, isWindow ? 1.4 : 1.2);
    auto *layout = new QVBoxLayout(this);
    const int margin = (isWindow ? 6 : 4) * theme::grid;
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(2 * theme::grid);
    layout->addStretch();
    layout->addWidget(m_icon, 0, Qt::AlignHCenter);
    for (QLabel *label : {m_sentence, m_remark}) {
        label->setAlignment(Qt::AlignCenter);
        layout->addWidget(label);
    }
    layout->addStretch();
    hide();

    widget->setAcceptDrops(true);
    widget->installEventFilter(this);
}

QString DropOverlay::sentence() const
{
    return isHidden() ? QString() : m_sentence->text();
}

bool DropOverlay::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::DragEnter:
    case QEvent::DragMove:
        handleDrag(*static_cast<QDropEvent *>(event), event->type() == QEvent::DragEnter);
        return true;
    case QEvent::DragLeave:
        end();
        return true;
    case QEvent::Drop:
        handleDrop(*static_cast<QDropEvent *>(event));
        return true;
    case QEvent::Resize:
        setGeometry(parentWidget()->rect());
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void DropOverlay::handleDrag(QDropEvent &event, bool hasEntered)
{
    if (hasEntered)
        m_offer = localPaths(*event.mimeData());
    // A window accepts the drag-enter event even for files that it refuses: Qt sends the drag-leave event only to a
    // widget that accepted the drag-enter event.
    const bool isShown = isAcceptable(m_offer) || (m_purpose == Purpose::Upload && event.mimeData()->hasUrls());
    if (hasEntered && isShown)
        begin(m_offer);
    event.setDropAction(Qt::CopyAction);
    event.setAccepted(hasEntered ? isShown : isAcceptable(m_offer));
}

void DropOverlay::handleDrop(QDropEvent &event)
{
    end();
    const LocalPaths offer = localPaths(*event.mimeData());
    event.setDropAction(Qt::CopyAction);
    event.setAccepted(isAcceptable(offer));
    if (event.isAccepted())
        emit pathsDropped(offer.paths, offer.refused);
}

void DropOverlay::begin(const LocalPaths &offer)
{
    ++m_offerNumber;
    m_sentence->setText(itemsSentence(offer));
    const bool isUpload = m_purpose == Purpose::Upload;
    const bool canUpload = isUpload && isAcceptable(offer);
    if (isUpload) {
        m_icon->setIcon(canUpload ? IconName::Upload : IconName::Info);
        m_icon->setColor(canUpload ? theme::accent(palette()) : palette().color(QPalette::WindowText));
    }
    m_remark->setText(canUpload && offer.refused > 0
                          ? tr("%n items are no files on this computer and stay out.", nullptr, offer.refused)
                          : QString());
    m_remark->setVisible(!m_remark->text().isEmpty());
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
                    m_sentence->setText(kindsSentence(kinds));
            },
            Qt::QueuedConnection);
    });
}

QString DropOverlay::itemsSentence(const LocalPaths &offer) const
{
    const auto count = static_cast<int>(offer.paths.size());
    if (count == 0)
        return tr("Nothing here can be uploaded: only files on this computer");
    if (m_target.isEmpty())
        return tr("Add an API key first");
    return m_purpose == Purpose::Upload ? tr("Upload %n items to %1", nullptr, count).arg(m_target)
                                        : tr("Index %n items in %1", nullptr, count).arg(m_target);
}

QString DropOverlay::kindsSentence(const Kinds &kinds) const
{
    if (kinds.folders == 0)
        return tr("Upload %n files to %1", nullptr, kinds.files).arg(m_target);
    if (kinds.files == 0)
        return tr("Upload the files in %n folders to %1", nullptr, kinds.folders).arg(m_target);
    const QString files = tr("%n files", nullptr, kinds.files);
    return tr("Upload %1 and the files in %n folders to %2", nullptr, kinds.folders).arg(files, m_target);
}

void DropOverlay::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QColor veil = palette().color(QPalette::Window);
    veil.setAlphaF(0.95F);
    painter.fillRect(rect(), veil);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor frame = palette().color(isAcceptable(m_offer) ? QPalette::Highlight : QPalette::Mid);
    QColor tint = frame;
    tint.setAlphaF(0.08F);
    painter.setBrush(tint);
    painter.setPen(QPen(frame, 2, Qt::DashLine));
    const int inset = (m_purpose == Purpose::Upload ? 2 : 1) * theme::grid;
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), frameRadius, frameRadius);
}

} // namespace pollux
