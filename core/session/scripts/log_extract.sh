# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# The telling lines of the newest server logs in $log: "file=NAME", then "line=TEXT" for each.
telling='PANIC:|FATAL:|ERROR:|LOG: +(database system|received|shutting down|starting PostgreSQL'
telling="$telling|redo|selected new timeline|archive recovery|started streaming|invalid record"
telling="$telling|server process|all server processes|consistent recovery|last completed|checkpoint"
telling="$telling|terminating|could not|primary|replication terminated|restarted WAL streaming)"
find "$log" -type f -name '*.log' 2>/dev/null | LC_ALL=C sort | tail -n 4 |
    while IFS= read -r file; do
        echo "file=$file"
        tail -c 4000000 "$file" | LC_ALL=C grep -aE "$telling" | LC_ALL=C awk '{
            message = $0
            sub(/^.*(PANIC|FATAL|ERROR|LOG):/, "", message)
            gsub(/[0-9A-F]+/, "N", message)
            if (++seen[message] <= 3) print "line=" $0
        }' | tail -n 60
    done
