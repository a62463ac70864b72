// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/name_lookup.h"

#include <cerrno>
#include <thread>

#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

namespace tandem {

namespace {

struct AddressFree
{
    void operator()(addrinfo *list) const { freeaddrinfo(list); }
};
using AddressList = std::unique_ptr<addrinfo, AddressFree>;

AddressList resolve(const QByteArray &host, int flags, int &failure)
{
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = flags;
    addrinfo *found = nullptr;
    failure = getaddrinfo(host.constData(), nullptr, &hints, &found);
    return AddressList(failure == 0 ? found : nullptr);
}

NameLookup::Answer lookUp(const QByteArray &host)
{
    int failure = 0;
    const AddressList list = resolve(host, AI_ADDRCONFIG, failure);
    NameLookup::Answer answer;
    if (!list)
        answer.problem = QString::fromLocal8Bit(gai_strerror(failure));
    for (const addrinfo *entry = list.get(); entry; entry = entry->ai_next) {
        char text[NI_MAXHOST];
        if (getnameinfo(entry->ai_addr, entry->ai_addrlen, text, sizeof text, nullptr, 0,
                        NI_NUMERICHOST) == 0)
            answer.addresses += QString::fromLatin1(text);
    }
    answer.addresses.removeDuplicates();
    return answer;
}

} // namespace

bool NameLookup::isAddress(const QString &host)
{
    int failure = 0;
    return resolve(host.toUtf8(), AI_NUMERICHOST, failure) != nullptr;
}

NameLookup::NameLookup(const QString &host)
{
    auto ready = openPipe();
    if (!ready)
        return;
    m_shared = std::make_shared<Shared>();
    m_shared->ready = std::move(*ready);
    std::thread([shared = m_shared, name = host.toUtf8()] {
        auto answer = lookUp(name);
        const std::lock_guard lock(shared->mutex);
        shared->answer = std::move(answer);
        const char byte = 0;
        while (write(shared->ready.writing.get(), &byte, 1) < 0 && errno == EINTR) {
        }
    }).detach();
}

int NameLookup::descriptor() const
{
    return m_shared ? m_shared->ready.reading.get() : -1;
}

std::optional<NameLookup::Answer> NameLookup::answer() const
{
    if (!m_shared)
        return Answer{{}, QStringLiteral("no free file descriptor")};
    const std::lock_guard lock(m_shared->mutex);
    return m_shared->answer;
}

} // namespace tandem
