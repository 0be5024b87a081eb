#!/bin/sh
# Backs up all rooms and the secret of the running stack into a folder for each day, and keeps those of the last
# fourteen days. For every night, in /etc/cron.d/hero-backup:
#   30 3 * * * root /opt/push-the-button-first/deploy/backup.sh /var/backups/hero
set -eu
umask 077
folder=${1:?usage: backup.sh FOLDER}
today=$folder/$(date +%F)
mkdir -p "$today"
cd "$(dirname "$0")"

in_hero() {
  docker compose exec -T hero sh -ec "$1"
}

# Only what is complete gets its name.
in_hero 'file=/data/backup.ndjson; node apps/hero/dist/backup.js $file >&2; cat $file; rm $file' >"$today/rooms.unfinished"
mv "$today/rooms.unfinished" "$today/rooms.ndjson"
in_hero 'cat /data/secret' >"$today/secret"
find "$folder" -mindepth 1 -maxdepth 1 -mtime +14 -exec rm -r {} +
