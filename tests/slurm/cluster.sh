#!/usr/bin/env bash
# A Slurm cluster on this machine, to test against the real thing: one controller, two node daemons on loopback. Needs root
# and Debian's slurm-wlm and munge.
#   cluster.sh start DIR    starts it; everything it needs and writes is in DIR. Prints what to put into the environment.
#   cluster.sh stop DIR     ends what start began
set -euo pipefail

[ $# = 2 ] || { sed -n '2,6p' "$0"; exit 2; }
dir=$2

start() {
    mkdir -p "$dir"/{state,spool-n1,spool-n2,log,munge}
    # munged refuses a socket in a folder that others can write to.
    chmod 755 "$dir"
    chmod 700 "$dir"/munge
    dd if=/dev/urandom of="$dir/munge/key" bs=1024 count=1 status=none
    chmod 400 "$dir/munge/key"
    munged --force --key-file="$dir/munge/key" --socket="$dir/munge.socket" --pid-file="$dir/munged.pid" \
        --log-file="$dir/log/munged.log" --seed-file="$dir/munge/seed" --num-threads=2

    local host memory port
    # Others may be testing on this machine too.
    port=$((17000 + $$ % 5000 * 3))
    host=$(hostname -s)
    memory=$(awk '/^MemTotal/ { print int($2 / 1024 / 4) }' /proc/meminfo)
    # A requeued task waits until its old credentials have run out: two minutes, if cred_expire did not say otherwise.
    cat > "$dir/slurm.conf" <<CONF
ClusterName=loopback
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
SlurmctldPort=$port
SlurmdPort=$((port + 1))
AuthType=auth/munge
AuthInfo=socket=$dir/munge.socket,cred_expire=5
CredType=cred/munge
StateSaveLocation=$dir/state
SlurmdSpoolDir=$dir/spool-%n
SlurmctldPidFile=$dir/slurmctld.pid
SlurmdPidFile=$dir/slurmd-%n.pid
SlurmctldLogFile=$dir/log/slurmctld.log
SlurmdLogFile=$dir/log/slurmd-%n.log
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SchedulerParameters=sched_interval=2,batch_sched_delay=0
ReturnToService=2
SlurmctldTimeout=60
SlurmdTimeout=60
NodeName=n[1-2] NodeHostname=$host NodeAddr=127.0.0.1 Port=[$((port + 1))-$((port + 2))] CPUs=2 RealMemory=$memory State=UNKNOWN
PartitionName=all Nodes=n[1-2] Default=YES MaxTime=60 State=UP
CONF
    export SLURM_CONF=$dir/slurm.conf
    slurmctld -c
    slurmd -N n1
    slurmd -N n2
    for _ in $(seq 100); do
        if [ "$(sinfo -h -N -o %T 2> /dev/null | grep -c '^idle')" = 2 ]; then
            echo "SLURM_CONF=$SLURM_CONF"
            return
        fi
        sleep 0.2
    done
    echo "the nodes did not come up; the logs:" >&2
    tail -n 20 "$dir"/log/*.log >&2
    stop
    exit 1
}

stop() {
    local file pid pids=()
    SLURM_CONF=$dir/slurm.conf scancel --quiet --user=root 2> /dev/null || true
    # The daemons remove these files before they end, so their numbers are taken first.
    for file in "$dir"/slurmd-n1.pid "$dir"/slurmd-n2.pid "$dir"/slurmctld.pid "$dir"/munged.pid; do
        [ -s "$file" ] && pids+=("$(cat "$file")")
    done
    for pid in "${pids[@]}"; do
        kill "$pid" 2> /dev/null || true
    done
    for pid in "${pids[@]}"; do
        for _ in $(seq 100); do
            kill -0 "$pid" 2> /dev/null || break
            sleep 0.1
        done
    done
}

case $1 in
    start) start ;;
    stop) stop ;;
    *) sed -n '2,6p' "$0"; exit 2 ;;
esac
