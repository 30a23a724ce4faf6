# Starts Leat from an archive of its classes, which the first start makes. To be sourced by a launcher
# that has set:
#   java      the Java machine's command, or its path
#   lib       the folder of leat.jar, of the jars that it needs, and of this file
#   home      where leat finds connectors/<name>/configuration.json
#   archives  the folder for the archives; it need not be there, nor be writable
# The arguments are those of leat.
# shellcheck shell=bash disable=SC2154

# The archive belongs to one Java machine and one class path. The shell reads by itself what says
# which machine it is: each helper that is started delays every command.
java_home=$(readlink -f "$(command -v "$java")")
java_home=${java_home%/*/*}
java_version='' machine=''
if [ -r "$java_home/release" ]; then
  while IFS='=' read -r name value; do
    case $name in
      JAVA_VERSION) java_version=${value//\"/} ;;
      JAVA_RUNTIME_VERSION | IMPLEMENTOR | OS_ARCH) machine+=-${value//[!A-Za-z0-9.+-]/} ;;
    esac
  done <"$java_home/release"
fi
archive=$archives/classes$machine.jsa

options=("@$lib/java.options" "-Dleat.home=$home" "-Dleat.terminal=$([ -t 2 ] && echo yes || echo no)")
# Newer machines ask before they load DuckDB's library; an archive holds for one answer.
native=()
case ${java_version%%[!0-9]*} in
  '' | 17 | 18 | 19 | 20 | 21) ;;
  *) native=(--enable-native-access=ALL-UNNAMED) ;;
esac
options+=(${native[@]+"${native[@]}"})
if { [ ! -e "$archive" ] || [ "$lib/leat.jar" -nt "$archive" ]; } && mkdir -p "$archives" 2>/dev/null; then
  # A run that touches what the usual commands need, then an archive of these classes; a failure
  # only means a slower start.
  if work=$(mktemp -d "${TMPDIR:-/tmp}/leat-class-data.XXXXXX"); then
    mkdir "$work/run"
    "$java" "${options[@]}" "-XX:DumpLoadedClassList=$work/classes" -jar "$lib/leat.jar" \
      class-data "$work/run" >/dev/null 2>&1 \
      && "$java" -Xshare:dump ${native[@]+"${native[@]}"} "-XX:SharedClassListFile=$work/classes" \
        "-XX:SharedArchiveFile=$archive.$$" -cp "$lib/leat.jar" >/dev/null 2>&1 \
      && mv "$archive.$$" "$archive" 2>/dev/null || rm -f "$archive.$$"
    rm -rf "$work"
  fi
fi
[ -e "$archive" ] && options+=("-XX:SharedArchiveFile=$archive")

# The heap begins small and grows with what is alive, not with what has been; DuckDB's memory comes
# from few arenas.
case ${LEAT_JAVA_OPTIONS:-} in
  *-Xms* | *-Xmx[0-9]m* | *-Xmx[0-9][0-9]m* | *-Xmx*k*) ;;
  *) options+=(-Xms96m) ;;
esac
export MALLOC_ARENA_MAX=${MALLOC_ARENA_MAX:-2}

# The slower of the two compilers pays only after some million rows, or with a database.
read -r quick <"$lib/quick-commands"
case " $quick " in
  *" ${1:-none} "*) options+=(-XX:TieredStopAtLevel=1) ;;
esac

# shellcheck disable=SC2086 # several options in one variable are meant to be split
exec "$java" "${options[@]}" ${LEAT_JAVA_OPTIONS:-} -jar "$lib/leat.jar" "$@"
