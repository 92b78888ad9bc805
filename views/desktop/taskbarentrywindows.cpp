// SPDX-License-Identifier: Apache-2.0
#include "views/desktop/taskbarprogress.h"

#include <QPointer>
#include <QWidget>

#include <shobjidl.h>
#include <windows.h>

namespace pollux {

namespace {

/// Shows only the bar: a number would have to be drawn as an overlay icon.
class TaskbarButton final : public TaskbarEntry {
public:
    /// `list` is released by the destructor.
    TaskbarButton(ITaskbarList3 *list, QWidget *window)
        : m_list(list)
        , m_window(window)
    {
    }

    ~TaskbarButton() override
    {
        showPercent(noProgress);
        m_list->Release();
    }

    TaskbarButton(const TaskbarButton &) = delete;
    TaskbarButton &operator=(const TaskbarButton &) = delete;

    void show(int percent, int /*count*/) override { showPercent(percent); }

private:
    void showPercent(int percent)
    {
        constexpr ULONGLONG all = 100;
        if (!m_window || !m_window->window()->effectiveWinId())
            return;
        const auto handle = reinterpret_cast<HWND>(m_window->window()->effectiveWinId());
        if (percent == noProgress) {
            m_list->SetProgressState(handle, TBPF_NOPROGRESS);
            return;
        }
        m_list->SetProgressState(handle, TBPF_NORMAL);
        m_list->SetProgressValue(handle, static_cast<ULONGLONG>(percent), all);
    }

    ITaskbarList3 *m_list;
    QPointer<QWidget> m_window;
};

} // namespace

std::unique_ptr<TaskbarEntry> TaskbarEntry::create(QWidget *window)
{
    // Qt has initialised COM for the GUI thread.
    ITaskbarList3 *list = nullptr;
    if (FAILED(CoCreateInstance(CLSID_TaskbarList, nullptr, CLSCTX_INPROC_SERVER, IID_PPV_ARGS(&list))))
        return nullptr;
    if (FAILED(list->HrInit())) {
        list->Release();
        return nullptr;
    }
    return std::make_unique<TaskbarButton>(list, window);
}

} // namespace pollux
