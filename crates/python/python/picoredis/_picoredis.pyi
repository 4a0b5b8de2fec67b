"""The native module. Written by stubs.py; do not edit."""

from asyncio import Future
from typing import Any, Callable, Collection, Generic, Iterable, List, Optional, Tuple, Union

from typing_extensions import Buffer, TypeVar

Arg = Union[str, bytes, bytearray, memoryview, int, float]
_Pipe = TypeVar("_Pipe", bound="Collector")
# What strings are: `str` with `decode=True`.
_Str = TypeVar("_Str", bytes, str, default=bytes)

__version__: str

class RedisError(Exception):
    @property
    def code(self) -> Optional[str]: ...

class RedisTimeout(Exception): ...
class ConnectionError(RedisError): ...
class WatchError(RedisError): ...
class ProtocolError(RedisError): ...
class ParseError(ProtocolError): ...

def _forked() -> None: ...
def sha1(text: str) -> str: ...
def pack(words: Tuple[Arg, ...]) -> bytes: ...

class Parser:
    def __init__(
        self,
        protocolError: Optional[Callable[[str], BaseException]] = None,
        replyError: Optional[Callable[[str], object]] = None,
        encoding: Optional[str] = None,
        errors: Optional[str] = None,
        notEnoughData: object = None,
    ) -> None: ...
    def feed(self, data: Buffer, offset: int = 0, length: Optional[int] = None) -> None: ...
    def gets(self, shouldDecode: bool = True) -> Any: ...
    def has_data(self) -> bool: ...
    def len(self) -> int: ...
    def set_encoding(self, encoding: Optional[str] = None, errors: Optional[str] = None) -> None: ...

class Client(Generic[_Str]):
    debug: bool
    @property
    def _host(self) -> Optional[str]: ...
    @property
    def _port(self) -> Optional[int]: ...
    def do_cmd(self, cmd: Arg, *args: Arg) -> Any: ...
    def __call__(self, cmd: Arg, *args: Arg) -> Any: ...
    def connect(self, host: Optional[str] = None, port: Union[int, str, None] = None) -> None: ...
    def close(self) -> None: ...
    def subscribe(self, *channels: Arg) -> None: ...
    def psubscribe(self, *patterns: Arg) -> None: ...
    def ssubscribe(self, *channels: Arg) -> None: ...
    def unsubscribe(self, *channels: Arg) -> None: ...
    def punsubscribe(self, *patterns: Arg) -> None: ...
    def sunsubscribe(self, *channels: Arg) -> None: ...
    def monitor(self) -> None: ...
    def next_push(self, timeout: Optional[int] = None) -> Any: ...
    def listen(self, timeout: Optional[int] = None) -> Any: ...
    def acl_cat(self, *args: Arg) -> List[_Str]:
        """Lists the ACL categories, or the commands inside a category.

        `ACL CAT [category]`

        Since 6.0.0. Complexity: O(1) since the categories and commands are a fixed set. [Valkey documentation](https://valkey.io/commands/acl-cat/)
        """
    def acl_deluser(self, *args: Arg) -> Any:
        """Deletes ACL users, and terminates their connections.

        `ACL DELUSER username [username ...]`

        Since 6.0.0. Complexity: O(1) amortized time considering the typical user. [Valkey documentation](https://valkey.io/commands/acl-deluser/)
        """
    def acl_dryrun(self, *args: Arg) -> Any:
        """Simulates the execution of a command by a user, without executing the command.

        `ACL DRYRUN username command [arg [arg ...]]`

        Since 7.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/acl-dryrun/)
        """
    def acl_genpass(self, *args: Arg) -> _Str:
        """Generates a pseudorandom, secure password that can be used to identify ACL users.

        `ACL GENPASS [bits]`

        Since 6.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/acl-genpass/)
        """
    def acl_getuser(self, *args: Arg) -> Any:
        """Lists the ACL rules of a user.

        `ACL GETUSER username`

        Since 6.0.0. Complexity: O(N). Where N is the number of password, command and pattern rules that the user has. [Valkey documentation](https://valkey.io/commands/acl-getuser/)
        """
    def acl_help(self, *args: Arg) -> Any:
        """Returns helpful text about the different subcommands.

        `ACL HELP`

        Since 6.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/acl-help/)
        """
    def acl_list(self, *args: Arg) -> List[_Str]:
        """Dumps the effective rules in ACL file format.

        `ACL LIST`

        Since 6.0.0. Complexity: O(N). Where N is the number of configured users. [Valkey documentation](https://valkey.io/commands/acl-list/)
        """
    def acl_load(self, *args: Arg) -> Any:
        """Reloads the rules from the configured ACL file.

        `ACL LOAD`

        Since 6.0.0. Complexity: O(N). Where N is the number of configured users. [Valkey documentation](https://valkey.io/commands/acl-load/)
        """
    def acl_log(self, *args: Arg) -> Any:
        """Lists recent security events generated due to ACL rules.

        `ACL LOG [count | RESET]`

        Since 6.0.0. Complexity: O(N) with N being the number of entries shown. [Valkey documentation](https://valkey.io/commands/acl-log/)
        """
    def acl_save(self, *args: Arg) -> Any:
        """Saves the effective ACL rules in the configured ACL file.

        `ACL SAVE`

        Since 6.0.0. Complexity: O(N). Where N is the number of configured users. [Valkey documentation](https://valkey.io/commands/acl-save/)
        """
    def acl_setuser(self, *args: Arg) -> Any:
        """Creates and modifies an ACL user and its rules.

        `ACL SETUSER username [rule [rule ...]]`

        Since 6.0.0. Complexity: O(N). Where N is the number of rules provided. [Valkey documentation](https://valkey.io/commands/acl-setuser/)
        """
    def acl_users(self, *args: Arg) -> List[_Str]:
        """Lists all ACL users.

        `ACL USERS`

        Since 6.0.0. Complexity: O(N). Where N is the number of configured users. [Valkey documentation](https://valkey.io/commands/acl-users/)
        """
    def acl_whoami(self, *args: Arg) -> _Str:
        """Returns the authenticated username of the current connection.

        `ACL WHOAMI`

        Since 6.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/acl-whoami/)
        """
    def append(self, *args: Arg) -> int:
        """Appends a string to the value of a key. Creates the key if it doesn't exist.

        `APPEND key value`

        Since 2.0.0. Complexity: O(1). The amortized time complexity is O(1) assuming the appended value is small and the already present value is of any size, since the dynamic string library used by the server will double the free space available on every reallocation. [Valkey documentation](https://valkey.io/commands/append/)
        """
    def asking(self, *args: Arg) -> Any:
        """Signals that a cluster client is following an -ASK redirect.

        `ASKING`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/asking/)
        """
    def auth(self, *args: Arg) -> _Str:
        """Authenticates the connection.

        `AUTH [username] password`

        Since 1.0.0. Complexity: O(N) where N is the number of passwords defined for the user. [Valkey documentation](https://valkey.io/commands/auth/)
        """
    def bgrewriteaof(self, *args: Arg) -> Any:
        """Asynchronously rewrites the append-only file to disk.

        `BGREWRITEAOF`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/bgrewriteaof/)
        """
    def bgsave(self, *args: Arg) -> Any:
        """Asynchronously saves the database(s) to disk.

        `BGSAVE [SCHEDULE | CANCEL]`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/bgsave/)
        """
    def bitcount(self, *args: Arg) -> int:
        """Counts the number of set bits (population counting) in a string.

        `BITCOUNT key [start [end [BYTE | BIT]]]`

        Since 2.6.0. Complexity: O(N). [Valkey documentation](https://valkey.io/commands/bitcount/)
        """
    def bitfield(self, *args: Arg) -> Any:
        """Performs arbitrary bitfield integer operations on strings.

        `BITFIELD key [<GET encoding offset | [OVERFLOW <WRAP | SAT | FAIL>] <SET encoding offset value | INCRBY encoding offset increment>> [<GET encoding offset | [OVERFLOW <WRAP | SAT | FAIL>] <SET encoding offset value | INCRBY encoding offset increment>> ...]]`

        Since 3.2.0. Complexity: O(1) for each subcommand specified. [Valkey documentation](https://valkey.io/commands/bitfield/)
        """
    def bitfield_ro(self, *args: Arg) -> Any:
        """Performs arbitrary read-only bitfield integer operations on strings.

        `BITFIELD_RO key [GET encoding offset [GET encoding offset ...]]`

        Since 6.0.0. Complexity: O(1) for each subcommand specified. [Valkey documentation](https://valkey.io/commands/bitfield_ro/)
        """
    def bitop(self, *args: Arg) -> int:
        """Performs bitwise operations on multiple strings, and stores the result.

        `BITOP <AND | OR | XOR | NOT> destkey key [key ...]`

        Since 2.6.0. Complexity: O(N). [Valkey documentation](https://valkey.io/commands/bitop/)
        """
    def bitpos(self, *args: Arg) -> int:
        """Finds the first set (1) or clear (0) bit in a string.

        `BITPOS key bit [start [end [BYTE | BIT]]]`

        Since 2.8.7. Complexity: O(N). [Valkey documentation](https://valkey.io/commands/bitpos/)
        """
    def blmove(self, *args: Arg) -> Optional[_Str]:
        """Pops an element from a list, pushes it to another list and returns it. Blocks until an element is available otherwise. Deletes the list if the last element was moved.

        `BLMOVE source destination <LEFT | RIGHT> <LEFT | RIGHT> timeout`

        Since 6.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/blmove/)
        """
    def blmpop(self, *args: Arg) -> Any:
        """Pops the first element from one of multiple lists. Blocks until an element is available otherwise. Deletes the list if the last element was popped.

        `BLMPOP timeout numkeys key [key ...] <LEFT | RIGHT> [COUNT count]`

        Since 7.0.0. Complexity: O(N+M) where N is the number of provided keys and M is the number of elements returned. [Valkey documentation](https://valkey.io/commands/blmpop/)
        """
    def blpop(self, *args: Arg) -> Any:
        """Removes and returns the first element in a list. Blocks until an element is available otherwise. Deletes the list if the last element was popped.

        `BLPOP key [key ...] timeout`

        Since 2.0.0. Complexity: O(N) where N is the number of provided keys. [Valkey documentation](https://valkey.io/commands/blpop/)
        """
    def brpop(self, *args: Arg) -> Any:
        """Removes and returns the last element in a list. Blocks until an element is available otherwise. Deletes the list if the last element was popped.

        `BRPOP key [key ...] timeout`

        Since 2.0.0. Complexity: O(N) where N is the number of provided keys. [Valkey documentation](https://valkey.io/commands/brpop/)
        """
    def brpoplpush(self, *args: Arg) -> Optional[_Str]:
        """Pops an element from a list, pushes it to another list and returns it. Blocks until an element is available otherwise. Deletes the list if the last element was popped.

        `BRPOPLPUSH source destination timeout`

        Since 2.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/brpoplpush/)
        """
    def bzmpop(self, *args: Arg) -> Any:
        """Removes and returns a member by score from one or more sorted sets. Blocks until a member is available otherwise. Deletes the sorted set if the last element was popped.

        `BZMPOP timeout numkeys key [key ...] <MIN | MAX> [COUNT count]`

        Since 7.0.0. Complexity: O(K) + O(M\\*log(N)) where K is the number of provided keys, N being the number of elements in the sorted set, and M being the number of elements popped. [Valkey documentation](https://valkey.io/commands/bzmpop/)
        """
    def bzpopmax(self, *args: Arg) -> Any:
        """Removes and returns the member with the highest score from one or more sorted sets. Blocks until a member is available otherwise. Deletes the sorted set if the last element was popped.

        `BZPOPMAX key [key ...] timeout`

        Since 5.0.0. Complexity: O(log(N)) with N being the number of elements in the sorted set. [Valkey documentation](https://valkey.io/commands/bzpopmax/)
        """
    def bzpopmin(self, *args: Arg) -> Any:
        """Removes and returns the member with the lowest score from one or more sorted sets. Blocks until a member is available otherwise. Deletes the sorted set if the last element was popped.

        `BZPOPMIN key [key ...] timeout`

        Since 5.0.0. Complexity: O(log(N)) with N being the number of elements in the sorted set. [Valkey documentation](https://valkey.io/commands/bzpopmin/)
        """
    def client_caching(self, *args: Arg) -> Any:
        """Instructs the server whether to track the keys in the next request.

        `CLIENT CACHING <YES | NO>`

        Since 6.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/client-caching/)
        """
    def client_capa(self, *args: Arg) -> Any:
        """A client claims its capability.

        `CLIENT CAPA capability [capability ...]`

        Since 8.0.0, not in Redis 8.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/client-capa/)
        """
    def client_getname(self, *args: Arg) -> Optional[_Str]:
        """Returns the name of the connection.

        `CLIENT GETNAME`

        Since 2.6.9. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/client-getname/)
        """
    def client_getredir(self, *args: Arg) -> int:
        """Returns the client ID to which the connection's tracking notifications are redirected.

        `CLIENT GETREDIR`

        Since 6.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/client-getredir/)
        """
    def client_help(self, *args: Arg) -> Any:
        """Returns helpful text about the different subcommands.

        `CLIENT HELP`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/client-help/)
        """
    def client_id(self, *args: Arg) -> int:
        """Returns the unique client ID of the connection.

        `CLIENT ID`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/client-id/)
        """
    def client_import_source(self, *args: Arg) -> Any:
        """Marks this client as an import source when the server is in import mode.

        `CLIENT IMPORT-SOURCE <ON | OFF>`

        Since 8.1.0, not in Redis 8.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/client-import-source/)
        """
    def client_info(self, *args: Arg) -> _Str:
        """Returns information about the connection.

        `CLIENT INFO`

        Since 6.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/client-info/)
        """
    def client_kill(self, *args: Arg) -> Any:
        """Terminates open connections.

        `CLIENT KILL <ip:port | <[ID client-id [client-id ...]] | [TYPE <NORMAL | MASTER | PRIMARY | SLAVE | REPLICA | PUBSUB>] | [USER username] | [ADDR ip:port] | [LADDR ip:port] | [SKIPME <YES | NO>] | [MAXAGE maxage] | [NAME name] | [IDLE idle] | [FLAGS flags] | [LIB-NAME lib-name] | [LIB-VER lib-ver] | [DB db] | [CAPA capa] | [IP ip] | [NOT-TYPE <NORMAL | MASTER | PRIMARY | SLAVE | REPLICA | PUBSUB>] | [NOT-ID not-client-id [not-client-id ...]] | [NOT-USER not-username] | [NOT-ADDR ip:port] | [NOT-LADDR ip:port] | [NOT-NAME not-name] | [NOT-FLAGS not-flags] | [NOT-LIB-NAME not-lib-name] | [NOT-LIB-VER not-lib-ver] | [NOT-DB not-db] | [NOT-CAPA not-capa] | [NOT-IP not-ip]> [<[ID client-id [client-id ...]] | [TYPE <NORMAL | MASTER | PRIMARY | SLAVE | REPLICA | PUBSUB>] | [USER username] | [ADDR ip:port] | [LADDR ip:port] | [SKIPME <YES | NO>] | [MAXAGE maxage] | [NAME name] | [IDLE idle] | [FLAGS flags] | [LIB-NAME lib-name] | [LIB-VER lib-ver] | [DB db] | [CAPA capa] | [IP ip] | [NOT-TYPE <NORMAL | MASTER | PRIMARY | SLAVE | REPLICA | PUBSUB>] | [NOT-ID not-client-id [not-client-id ...]] | [NOT-USER not-username] | [NOT-ADDR ip:port] | [NOT-LADDR ip:port] | [NOT-NAME not-name] | [NOT-FLAGS not-flags] | [NOT-LIB-NAME not-lib-name] | [NOT-LIB-VER not-lib-ver] | [NOT-DB not-db] | [NOT-CAPA not-capa] | [NOT-IP not-ip]> ...]>`

        Since 2.4.0. Complexity: O(N) where N is the number of client connections. [Valkey documentation](https://valkey.io/commands/client-kill/)
        """
    def client_list(self, *args: Arg) -> _Str:
        """Lists open connections.

        `CLIENT LIST [TYPE <NORMAL | MASTER | REPLICA | PUBSUB>] [ID client-id [client-id ...]] [USER username] [ADDR ip:port] [LADDR ip:port] [SKIPME <YES | NO>] [MAXAGE maxage] [NAME name] [IDLE idle] [FLAGS flags] [LIB-NAME lib-name] [LIB-VER lib-ver] [DB db] [CAPA capa] [IP ip] [NOT-TYPE <NORMAL | MASTER | REPLICA | PUBSUB>] [NOT-ID not-client-id [not-client-id ...]] [NOT-USER not-username] [NOT-ADDR ip:port] [NOT-LADDR ip:port] [NOT-NAME not-name] [NOT-FLAGS not-flags] [NOT-LIB-NAME not-lib-name] [NOT-LIB-VER not-lib-ver] [NOT-DB not-db] [NOT-CAPA not-capa] [NOT-IP not-ip]`

        Since 2.4.0. Complexity: O(N) where N is the number of client connections. [Valkey documentation](https://valkey.io/commands/client-list/)
        """
    def client_no_evict(self, *args: Arg) -> Any:
        """Sets the client eviction mode of the connection.

        `CLIENT NO-EVICT <ON | OFF>`

        Since 7.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/client-no-evict/)
        """
    def client_no_touch(self, *args: Arg) -> Any:
        """Controls whether commands sent by the client affect the LRU/LFU of accessed keys.

        `CLIENT NO-TOUCH <ON | OFF>`

        Since 7.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/client-no-touch/)
        """
    def client_pause(self, *args: Arg) -> Any:
        """Suspends commands processing.

        `CLIENT PAUSE timeout [WRITE | ALL]`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/client-pause/)
        """
    def client_setinfo(self, *args: Arg) -> Any:
        """Sets information specific to the client or connection.

        `CLIENT SETINFO <LIB-NAME libname | LIB-VER libver>`

        Since 7.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/client-setinfo/)
        """
    def client_setname(self, *args: Arg) -> _Str:
        """Sets the connection name.

        `CLIENT SETNAME connection-name`

        Since 2.6.9. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/client-setname/)
        """
    def client_tracking(self, *args: Arg) -> Any:
        """Controls server-assisted client-side caching for the connection.

        `CLIENT TRACKING <ON | OFF> [REDIRECT client-id] [PREFIX prefix [PREFIX prefix ...]] [BCAST] [OPTIN] [OPTOUT] [NOLOOP]`

        Since 6.0.0. Complexity: O(1). Some options may introduce additional complexity. [Valkey documentation](https://valkey.io/commands/client-tracking/)
        """
    def client_trackinginfo(self, *args: Arg) -> Any:
        """Returns information about server-assisted client-side caching for the connection.

        `CLIENT TRACKINGINFO`

        Since 6.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/client-trackinginfo/)
        """
    def client_unblock(self, *args: Arg) -> int:
        """Unblocks a client blocked by a blocking command from a different connection.

        `CLIENT UNBLOCK client-id [TIMEOUT | ERROR]`

        Since 5.0.0. Complexity: O(log N) where N is the number of client connections. [Valkey documentation](https://valkey.io/commands/client-unblock/)
        """
    def client_unpause(self, *args: Arg) -> Any:
        """Resumes processing commands from paused clients.

        `CLIENT UNPAUSE`

        Since 6.2.0. Complexity: O(N) Where N is the number of paused clients. [Valkey documentation](https://valkey.io/commands/client-unpause/)
        """
    def cluster_addslots(self, *args: Arg) -> Any:
        """Assigns new hash slots to a node.

        `CLUSTER ADDSLOTS slot [slot ...]`

        Since 3.0.0. Complexity: O(N) where N is the total number of hash slot arguments. [Valkey documentation](https://valkey.io/commands/cluster-addslots/)
        """
    def cluster_addslotsrange(self, *args: Arg) -> Any:
        """Assigns new hash slot ranges to a node.

        `CLUSTER ADDSLOTSRANGE start-slot end-slot [start-slot end-slot ...]`

        Since 7.0.0. Complexity: O(N) where N is the total number of the slots between the start slot and end slot arguments. [Valkey documentation](https://valkey.io/commands/cluster-addslotsrange/)
        """
    def cluster_bumpepoch(self, *args: Arg) -> Any:
        """Advances the cluster config epoch.

        `CLUSTER BUMPEPOCH`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/cluster-bumpepoch/)
        """
    def cluster_cancelslotmigrations(self, *args: Arg) -> Any:
        """Cancel all current ongoing slot migration operations.

        `CLUSTER CANCELSLOTMIGRATIONS`

        Since 9.0.0, not in Redis 8.0. Complexity: O(N), where N is the number of slot migration operations being cancelled. [Valkey documentation](https://valkey.io/commands/cluster-cancelslotmigrations/)
        """
    def cluster_count_failure_reports(self, *args: Arg) -> Any:
        """Returns the number of active failure reports for a node. No new reports are created once the node is marked as failed.

        `CLUSTER COUNT-FAILURE-REPORTS node-id`

        Since 3.0.0. Complexity: O(N) where N is the number of failure reports. [Valkey documentation](https://valkey.io/commands/cluster-count-failure-reports/)
        """
    def cluster_countkeysinslot(self, *args: Arg) -> int:
        """Returns the number of keys in a hash slot.

        `CLUSTER COUNTKEYSINSLOT slot`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/cluster-countkeysinslot/)
        """
    def cluster_delslots(self, *args: Arg) -> Any:
        """Sets hash slots as unbound for a node.

        `CLUSTER DELSLOTS slot [slot ...]`

        Since 3.0.0. Complexity: O(N) where N is the total number of hash slot arguments. [Valkey documentation](https://valkey.io/commands/cluster-delslots/)
        """
    def cluster_delslotsrange(self, *args: Arg) -> Any:
        """Sets hash slot ranges as unbound for a node.

        `CLUSTER DELSLOTSRANGE start-slot end-slot [start-slot end-slot ...]`

        Since 7.0.0. Complexity: O(N) where N is the total number of the slots between the start slot and end slot arguments. [Valkey documentation](https://valkey.io/commands/cluster-delslotsrange/)
        """
    def cluster_failover(self, *args: Arg) -> Any:
        """Forces a replica to perform a manual failover of its primary.

        `CLUSTER FAILOVER [FORCE | TAKEOVER]`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/cluster-failover/)
        """
    def cluster_flushslot(self, *args: Arg) -> Any:
        """Removes all keys from the target slot.

        `CLUSTER FLUSHSLOT slot [ASYNC | SYNC]`

        Since 9.0.0, not in Redis 8.0. Complexity: O(N) where N is the number of keys in the target slot. [Valkey documentation](https://valkey.io/commands/cluster-flushslot/)
        """
    def cluster_flushslots(self, *args: Arg) -> Any:
        """Deletes all slots information from a node.

        `CLUSTER FLUSHSLOTS`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/cluster-flushslots/)
        """
    def cluster_forget(self, *args: Arg) -> Any:
        """Removes a node from the nodes table.

        `CLUSTER FORGET node-id`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/cluster-forget/)
        """
    def cluster_getkeysinslot(self, *args: Arg) -> Any:
        """Returns the key names in a hash slot.

        `CLUSTER GETKEYSINSLOT slot count`

        Since 3.0.0. Complexity: O(N) where N is the number of requested keys. [Valkey documentation](https://valkey.io/commands/cluster-getkeysinslot/)
        """
    def cluster_getslotmigrations(self, *args: Arg) -> Any:
        """Gets the status of ongoing and recently finished slot import and export operations.

        `CLUSTER GETSLOTMIGRATIONS`

        Since 9.0.0, not in Redis 8.0. Complexity: O(N), where N is the number of active slot import and export jobs. [Valkey documentation](https://valkey.io/commands/cluster-getslotmigrations/)
        """
    def cluster_help(self, *args: Arg) -> Any:
        """Returns helpful text about the different subcommands.

        `CLUSTER HELP`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/cluster-help/)
        """
    def cluster_info(self, *args: Arg) -> Any:
        """Returns information about the state of a node.

        `CLUSTER INFO`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/cluster-info/)
        """
    def cluster_keyslot(self, *args: Arg) -> int:
        """Returns the hash slot for a key.

        `CLUSTER KEYSLOT key`

        Since 3.0.0. Complexity: O(N) where N is the number of bytes in the key. [Valkey documentation](https://valkey.io/commands/cluster-keyslot/)
        """
    def cluster_links(self, *args: Arg) -> Any:
        """Returns a list of all TCP links to and from peer nodes.

        `CLUSTER LINKS`

        Since 7.0.0. Complexity: O(N) where N is the total number of Cluster nodes. [Valkey documentation](https://valkey.io/commands/cluster-links/)
        """
    def cluster_meet(self, *args: Arg) -> Any:
        """Forces a node to handshake with another node.

        `CLUSTER MEET ip port [cluster-bus-port]`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/cluster-meet/)
        """
    def cluster_migrateslots(self, *args: Arg) -> Any:
        """Migrate the given slots from this node to the specified nodes.

        `CLUSTER MIGRATESLOTS SLOTSRANGE start-slot end-slot [start-slot end-slot ...] NODE node-id [SLOTSRANGE start-slot end-slot [start-slot end-slot ...] NODE node-id ...]`

        Since 9.0.0, not in Redis 8.0. Complexity: O(N) where N is the total number of the slots between all start slot and end slot arguments. [Valkey documentation](https://valkey.io/commands/cluster-migrateslots/)
        """
    def cluster_myid(self, *args: Arg) -> Any:
        """Returns the ID of a node.

        `CLUSTER MYID`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/cluster-myid/)
        """
    def cluster_myshardid(self, *args: Arg) -> Any:
        """Returns the shard ID of a node.

        `CLUSTER MYSHARDID`

        Since 7.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/cluster-myshardid/)
        """
    def cluster_nodes(self, *args: Arg) -> Any:
        """Returns the cluster configuration for a node.

        `CLUSTER NODES`

        Since 3.0.0. Complexity: O(N) where N is the total number of Cluster nodes. [Valkey documentation](https://valkey.io/commands/cluster-nodes/)
        """
    def cluster_replicas(self, *args: Arg) -> Any:
        """Lists the replica nodes of a primary node.

        `CLUSTER REPLICAS node-id`

        Since 5.0.0. Complexity: O(N) where N is the number of replicas. [Valkey documentation](https://valkey.io/commands/cluster-replicas/)
        """
    def cluster_replicate(self, *args: Arg) -> Any:
        """Configures a node as replica of a primary node or detaches a replica from its primary.

        `CLUSTER REPLICATE <node-id | NO ONE>`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/cluster-replicate/)
        """
    def cluster_reset(self, *args: Arg) -> Any:
        """Resets a node.

        `CLUSTER RESET [HARD | SOFT]`

        Since 3.0.0. Complexity: O(N) where N is the number of known nodes. The command may execute a FLUSHALL as a side effect. [Valkey documentation](https://valkey.io/commands/cluster-reset/)
        """
    def cluster_saveconfig(self, *args: Arg) -> Any:
        """Forces a node to save the cluster configuration to disk.

        `CLUSTER SAVECONFIG`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/cluster-saveconfig/)
        """
    def cluster_set_config_epoch(self, *args: Arg) -> Any:
        """Sets the configuration epoch for a new node.

        `CLUSTER SET-CONFIG-EPOCH config-epoch`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/cluster-set-config-epoch/)
        """
    def cluster_setslot(self, *args: Arg) -> Any:
        """Binds a hash slot to a node.

        `CLUSTER SETSLOT slot <IMPORTING node-id | MIGRATING node-id | NODE node-id | STABLE> [TIMEOUT timeout]`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/cluster-setslot/)
        """
    def cluster_shards(self, *args: Arg) -> Any:
        """Returns the mapping of cluster slots to shards.

        `CLUSTER SHARDS`

        Since 7.0.0. Complexity: O(N) where N is the total number of cluster nodes. [Valkey documentation](https://valkey.io/commands/cluster-shards/)
        """
    def cluster_slaves(self, *args: Arg) -> Any:
        """Lists the replica nodes of a primary node.

        `CLUSTER SLAVES node-id`

        Since 3.0.0. Complexity: O(N) where N is the number of replicas. [Valkey documentation](https://valkey.io/commands/cluster-slaves/)

        Deprecated by Valkey since 5.0.0, replaced by `CLUSTER REPLICAS`.
        """
    def cluster_slot_stats(self, *args: Arg) -> Any:
        """Return an array of slot usage statistics for slots assigned to the current node.

        `CLUSTER SLOT-STATS <SLOTSRANGE start-slot end-slot | ORDERBY metric [LIMIT limit] [ASC | DESC]>`

        Since 8.0.0, not in Redis 8.0. Complexity: O(N) where N is the total number of slots based on arguments. O(N\\*log(N)) with ORDERBY subcommand. [Valkey documentation](https://valkey.io/commands/cluster-slot-stats/)
        """
    def cluster_slots(self, *args: Arg) -> Any:
        """Returns the mapping of cluster slots to nodes.

        `CLUSTER SLOTS`

        Since 3.0.0. Complexity: O(N) where N is the total number of Cluster nodes. [Valkey documentation](https://valkey.io/commands/cluster-slots/)
        """
    def cluster_syncslots(self, *args: Arg) -> Any:
        """A container for internal slot migration commands.

        `CLUSTER SYNCSLOTS`

        Since 9.0.0, not in Redis 8.0. Complexity: Depends on subcommand. [Valkey documentation](https://valkey.io/commands/cluster-syncslots/)
        """
    def clusterscan(self, *args: Arg) -> Any:
        """Iterates over the keys in the cluster.

        `CLUSTERSCAN cursor [MATCH match-pattern] [COUNT count] [TYPE type] [SLOT slot]`

        Since 9.1.0, not in Redis 8.0. Complexity: O(N) where N is the number of elements returned. [Valkey documentation](https://valkey.io/commands/clusterscan/)
        """
    def command(self, *args: Arg) -> Any:
        """Returns detailed information about all commands.

        `COMMAND`

        Since 2.8.13. Complexity: O(N) where N is the total number of commands. [Valkey documentation](https://valkey.io/commands/command/)
        """
    def command_count(self, *args: Arg) -> int:
        """Returns a count of commands.

        `COMMAND COUNT`

        Since 2.8.13. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/command-count/)
        """
    def command_docs(self, *args: Arg) -> Any:
        """Returns documentary information about one, multiple or all commands.

        `COMMAND DOCS [command-name [command-name ...]]`

        Since 7.0.0. Complexity: O(N) where N is the number of commands to look up. [Valkey documentation](https://valkey.io/commands/command-docs/)
        """
    def command_getkeys(self, *args: Arg) -> List[_Str]:
        """Extracts the key names from an arbitrary command.

        `COMMAND GETKEYS command [arg [arg ...]]`

        Since 2.8.13. Complexity: O(N) where N is the number of arguments to the command. [Valkey documentation](https://valkey.io/commands/command-getkeys/)
        """
    def command_getkeysandflags(self, *args: Arg) -> Any:
        """Extracts the key names and access flags for an arbitrary command.

        `COMMAND GETKEYSANDFLAGS command [arg [arg ...]]`

        Since 7.0.0. Complexity: O(N) where N is the number of arguments to the command. [Valkey documentation](https://valkey.io/commands/command-getkeysandflags/)
        """
    def command_help(self, *args: Arg) -> Any:
        """Returns helpful text about the different subcommands.

        `COMMAND HELP`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/command-help/)
        """
    def command_info(self, *args: Arg) -> Any:
        """Returns information about one, multiple or all commands.

        `COMMAND INFO [command-name [command-name ...]]`

        Since 2.8.13. Complexity: O(N) where N is the number of commands to look up. [Valkey documentation](https://valkey.io/commands/command-info/)
        """
    def command_list(self, *args: Arg) -> List[_Str]:
        """Returns a list of command names.

        `COMMAND LIST [FILTERBY <MODULE module-name | ACLCAT category | PATTERN pattern>]`

        Since 7.0.0. Complexity: O(N) where N is the total number of commands. [Valkey documentation](https://valkey.io/commands/command-list/)
        """
    def commandlog_get(self, *args: Arg) -> Any:
        """Returns the specified command log's entries.

        `COMMANDLOG GET count <SLOW | LARGE-REQUEST | LARGE-REPLY>`

        Since 8.1.0, not in Redis 8.0. Complexity: O(N) where N is the number of entries returned. [Valkey documentation](https://valkey.io/commands/commandlog-get/)
        """
    def commandlog_help(self, *args: Arg) -> Any:
        """Shows helpful text about the different subcommands.

        `COMMANDLOG HELP`

        Since 8.1.0, not in Redis 8.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/commandlog-help/)
        """
    def commandlog_len(self, *args: Arg) -> Any:
        """Returns the number of entries in the specified type of command log.

        `COMMANDLOG LEN <SLOW | LARGE-REQUEST | LARGE-REPLY>`

        Since 8.1.0, not in Redis 8.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/commandlog-len/)
        """
    def commandlog_reset(self, *args: Arg) -> Any:
        """Clears all entries from the specified type of command log.

        `COMMANDLOG RESET <SLOW | LARGE-REQUEST | LARGE-REPLY>`

        Since 8.1.0, not in Redis 8.0. Complexity: O(N) where N is the number of entries in the commandlog. [Valkey documentation](https://valkey.io/commands/commandlog-reset/)
        """
    def config_get(self, *args: Arg) -> Any:
        """Returns the effective values of configuration parameters.

        `CONFIG GET parameter [parameter ...]`

        Since 2.0.0. Complexity: O(N) when N is the number of configuration parameters provided. [Valkey documentation](https://valkey.io/commands/config-get/)
        """
    def config_help(self, *args: Arg) -> Any:
        """Returns helpful text about the different subcommands.

        `CONFIG HELP`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/config-help/)
        """
    def config_resetstat(self, *args: Arg) -> _Str:
        """Resets the server's statistics.

        `CONFIG RESETSTAT`

        Since 2.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/config-resetstat/)
        """
    def config_rewrite(self, *args: Arg) -> _Str:
        """Persists the effective configuration to file.

        `CONFIG REWRITE`

        Since 2.8.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/config-rewrite/)
        """
    def config_set(self, *args: Arg) -> _Str:
        """Sets configuration parameters in-flight.

        `CONFIG SET parameter value [parameter value ...]`

        Since 2.0.0. Complexity: O(N) when N is the number of configuration parameters provided. [Valkey documentation](https://valkey.io/commands/config-set/)
        """
    def copy(self, *args: Arg) -> int:
        """Copies the value of a key to a new key.

        `COPY source destination [DB destination-db] [REPLACE]`

        Since 6.2.0. Complexity: O(N) worst case for collections, where N is the number of nested items. O(1) for string values. [Valkey documentation](https://valkey.io/commands/copy/)
        """
    def dbsize(self, *args: Arg) -> int:
        """Returns the number of keys in the database.

        `DBSIZE`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/dbsize/)
        """
    def decr(self, *args: Arg) -> int:
        """Decrements the integer value of a key by one. Uses 0 as initial value if the key doesn't exist.

        `DECR key`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/decr/)
        """
    def decrby(self, *args: Arg) -> int:
        """Decrements the integer value of a key by a number. Uses 0 as initial value if the key doesn't exist.

        `DECRBY key decrement`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/decrby/)
        """
    def delifeq(self, *args: Arg) -> Any:
        """Delete key if value matches string.

        `DELIFEQ key value`

        Since 9.0.0, not in Redis 8.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/delifeq/)
        """
    def discard(self, *args: Arg) -> Any:
        """Discards a transaction.

        `DISCARD`

        Since 2.0.0. Complexity: O(N), when N is the number of queued commands. [Valkey documentation](https://valkey.io/commands/discard/)
        """
    def dump(self, *args: Arg) -> Any:
        """Returns a serialized representation of the value stored at a key.

        `DUMP key`

        Since 2.6.0. Complexity: O(1) to access the key and additional O(N\\*M) to serialize it, where N is the number of objects composing the value and M their average size. For small string values the time complexity is thus O(1)+O(1\\*M) where M is small, so simply O(1). [Valkey documentation](https://valkey.io/commands/dump/)
        """
    def echo(self, *args: Arg) -> _Str:
        """Returns the given string.

        `ECHO message`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/echo/)
        """
    def eval(self, *args: Arg) -> Any:
        """Executes a server-side Lua script.

        `EVAL script numkeys [key [key ...]] [arg [arg ...]]`

        Since 2.6.0. Complexity: Depends on the script that is executed. [Valkey documentation](https://valkey.io/commands/eval/)
        """
    def eval_ro(self, *args: Arg) -> Any:
        """Executes a read-only server-side Lua script.

        `EVAL_RO script numkeys [key [key ...]] [arg [arg ...]]`

        Since 7.0.0. Complexity: Depends on the script that is executed. [Valkey documentation](https://valkey.io/commands/eval_ro/)
        """
    def evalsha(self, *args: Arg) -> Any:
        """Executes a server-side Lua script by SHA1 digest.

        `EVALSHA sha1 numkeys [key [key ...]] [arg [arg ...]]`

        Since 2.6.0. Complexity: Depends on the script that is executed. [Valkey documentation](https://valkey.io/commands/evalsha/)
        """
    def evalsha_ro(self, *args: Arg) -> Any:
        """Executes a read-only server-side Lua script by SHA1 digest.

        `EVALSHA_RO sha1 numkeys [key [key ...]] [arg [arg ...]]`

        Since 7.0.0. Complexity: Depends on the script that is executed. [Valkey documentation](https://valkey.io/commands/evalsha_ro/)
        """
    def exec(self, *args: Arg) -> Any:
        """Executes all commands in a transaction.

        `EXEC`

        Since 1.2.0. Complexity: Depends on commands in the transaction. [Valkey documentation](https://valkey.io/commands/exec/)
        """
    def exists(self, *args: Arg) -> int:
        """Determines whether one or more keys exist.

        `EXISTS key [key ...]`

        Since 1.0.0. Complexity: O(N) where N is the number of keys to check. [Valkey documentation](https://valkey.io/commands/exists/)
        """
    def expire(self, *args: Arg) -> int:
        """Sets the expiration time of a key in seconds.

        `EXPIRE key seconds [NX | XX | GT | LT]`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/expire/)
        """
    def expireat(self, *args: Arg) -> int:
        """Sets the expiration time of a key to a Unix timestamp.

        `EXPIREAT key unix-time-seconds [NX | XX | GT | LT]`

        Since 1.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/expireat/)
        """
    def expiretime(self, *args: Arg) -> int:
        """Returns the expiration time of a key as a Unix timestamp.

        `EXPIRETIME key`

        Since 7.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/expiretime/)
        """
    def failover(self, *args: Arg) -> Any:
        """Starts a coordinated failover from a server to one of its replicas.

        `FAILOVER [TO host port [FORCE]] [ABORT] [TIMEOUT milliseconds]`

        Since 6.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/failover/)
        """
    def fcall(self, *args: Arg) -> Any:
        """Invokes a function.

        `FCALL function numkeys [key [key ...]] [arg [arg ...]]`

        Since 7.0.0. Complexity: Depends on the function that is executed. [Valkey documentation](https://valkey.io/commands/fcall/)
        """
    def fcall_ro(self, *args: Arg) -> Any:
        """Invokes a read-only function.

        `FCALL_RO function numkeys [key [key ...]] [arg [arg ...]]`

        Since 7.0.0. Complexity: Depends on the function that is executed. [Valkey documentation](https://valkey.io/commands/fcall_ro/)
        """
    def flushall(self, *args: Arg) -> _Str:
        """Removes all keys from all databases.

        `FLUSHALL [ASYNC | SYNC]`

        Since 1.0.0. Complexity: O(N) where N is the total number of keys in all databases. [Valkey documentation](https://valkey.io/commands/flushall/)
        """
    def flushdb(self, *args: Arg) -> _Str:
        """Removes all keys from the current database.

        `FLUSHDB [ASYNC | SYNC]`

        Since 1.0.0. Complexity: O(N) where N is the number of keys in the selected database. [Valkey documentation](https://valkey.io/commands/flushdb/)
        """
    def function_delete(self, *args: Arg) -> Any:
        """Deletes a library and its functions.

        `FUNCTION DELETE library-name`

        Since 7.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/function-delete/)
        """
    def function_dump(self, *args: Arg) -> Any:
        """Dumps all libraries into a serialized binary payload.

        `FUNCTION DUMP`

        Since 7.0.0. Complexity: O(N) where N is the number of functions. [Valkey documentation](https://valkey.io/commands/function-dump/)
        """
    def function_flush(self, *args: Arg) -> Any:
        """Deletes all libraries and functions.

        `FUNCTION FLUSH [ASYNC | SYNC]`

        Since 7.0.0. Complexity: O(N) where N is the number of functions deleted. [Valkey documentation](https://valkey.io/commands/function-flush/)
        """
    def function_help(self, *args: Arg) -> Any:
        """Returns helpful text about the different subcommands.

        `FUNCTION HELP`

        Since 7.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/function-help/)
        """
    def function_kill(self, *args: Arg) -> Any:
        """Terminates a function during execution.

        `FUNCTION KILL`

        Since 7.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/function-kill/)
        """
    def function_list(self, *args: Arg) -> Any:
        """Returns information about all libraries.

        `FUNCTION LIST [LIBRARYNAME library-name-pattern] [WITHCODE]`

        Since 7.0.0. Complexity: O(N) where N is the number of functions. [Valkey documentation](https://valkey.io/commands/function-list/)
        """
    def function_load(self, *args: Arg) -> _Str:
        """Creates a library.

        `FUNCTION LOAD [REPLACE] function-code`

        Since 7.0.0. Complexity: O(1) (considering compilation time is redundant). [Valkey documentation](https://valkey.io/commands/function-load/)
        """
    def function_restore(self, *args: Arg) -> Any:
        """Restores all libraries from a payload.

        `FUNCTION RESTORE serialized-value [FLUSH | APPEND | REPLACE]`

        Since 7.0.0. Complexity: O(N) where N is the number of functions on the payload. [Valkey documentation](https://valkey.io/commands/function-restore/)
        """
    def function_stats(self, *args: Arg) -> Any:
        """Returns information about a function during execution.

        `FUNCTION STATS`

        Since 7.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/function-stats/)
        """
    def geoadd(self, *args: Arg) -> int:
        """Adds one or more members to a geospatial index. The key is created if it doesn't exist.

        `GEOADD key [NX | XX] [CH] longitude latitude member [longitude latitude member ...]`

        Since 3.2.0. Complexity: O(log(N)) for each item added, where N is the number of elements in the sorted set. [Valkey documentation](https://valkey.io/commands/geoadd/)
        """
    def geodist(self, *args: Arg) -> Any:
        """Returns the distance between two members of a geospatial index.

        `GEODIST key member1 member2 [M | KM | FT | MI]`

        Since 3.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/geodist/)
        """
    def geohash(self, *args: Arg) -> List[Optional[_Str]]:
        """Returns members from a geospatial index as geohash strings.

        `GEOHASH key [member [member ...]]`

        Since 3.2.0. Complexity: O(1) for each member requested. [Valkey documentation](https://valkey.io/commands/geohash/)
        """
    def geopos(self, *args: Arg) -> Any:
        """Returns the longitude and latitude of members from a geospatial index.

        `GEOPOS key [member [member ...]]`

        Since 3.2.0. Complexity: O(1) for each member requested. [Valkey documentation](https://valkey.io/commands/geopos/)
        """
    def georadius(self, *args: Arg) -> Any:
        """Queries a geospatial index for members within a distance from a coordinate, optionally stores the result.

        `GEORADIUS key longitude latitude radius <M | KM | FT | MI> [WITHCOORD] [WITHDIST] [WITHHASH] [COUNT count [ANY]] [ASC | DESC] [STORE key | STOREDIST key]`

        Since 3.2.0. Complexity: O(N+log(M)) where N is the number of elements inside the bounding box of the circular area delimited by center and radius and M is the number of items inside the index. [Valkey documentation](https://valkey.io/commands/georadius/)
        """
    def georadius_ro(self, *args: Arg) -> Any:
        """Returns members from a geospatial index that are within a distance from a coordinate.

        `GEORADIUS_RO key longitude latitude radius <M | KM | FT | MI> [WITHCOORD] [WITHDIST] [WITHHASH] [COUNT count [ANY]] [ASC | DESC]`

        Since 3.2.10. Complexity: O(N+log(M)) where N is the number of elements inside the bounding box of the circular area delimited by center and radius and M is the number of items inside the index. [Valkey documentation](https://valkey.io/commands/georadius_ro/)
        """
    def georadiusbymember(self, *args: Arg) -> Any:
        """Queries a geospatial index for members within a distance from a member, optionally stores the result.

        `GEORADIUSBYMEMBER key member radius <M | KM | FT | MI> [WITHCOORD] [WITHDIST] [WITHHASH] [COUNT count [ANY]] [ASC | DESC] [STORE key | STOREDIST key]`

        Since 3.2.0. Complexity: O(N+log(M)) where N is the number of elements inside the bounding box of the circular area delimited by center and radius and M is the number of items inside the index. [Valkey documentation](https://valkey.io/commands/georadiusbymember/)
        """
    def georadiusbymember_ro(self, *args: Arg) -> Any:
        """Returns members from a geospatial index that are within a distance from a member.

        `GEORADIUSBYMEMBER_RO key member radius <M | KM | FT | MI> [WITHCOORD] [WITHDIST] [WITHHASH] [COUNT count [ANY]] [ASC | DESC]`

        Since 3.2.10. Complexity: O(N+log(M)) where N is the number of elements inside the bounding box of the circular area delimited by center and radius and M is the number of items inside the index. [Valkey documentation](https://valkey.io/commands/georadiusbymember_ro/)
        """
    def geosearch(self, *args: Arg) -> Any:
        """Queries a geospatial index for members inside an area of a box, circle, or a polygon.

        `GEOSEARCH key [FROMMEMBER member | FROMLONLAT longitude latitude] <BYRADIUS radius <M | KM | FT | MI> | BYBOX width height <M | KM | FT | MI> | BYPOLYGON num-vertices longitude latitude [longitude latitude ...]> [ASC | DESC] [COUNT count [ANY]] [WITHCOORD] [WITHDIST] [WITHHASH]`

        Since 6.2.0. Complexity: O(N+log(M)) where N is the number of elements in the grid-aligned bounding box area around the shape provided as the filter and M is the number of items inside the shape. [Valkey documentation](https://valkey.io/commands/geosearch/)
        """
    def geosearchstore(self, *args: Arg) -> int:
        """Queries a geospatial index for members inside an area of a box, a circle, or a polygon, optionally stores the result.

        `GEOSEARCHSTORE destination source [FROMMEMBER member | FROMLONLAT longitude latitude] <BYRADIUS radius <M | KM | FT | MI> | BYBOX width height <M | KM | FT | MI> | BYPOLYGON num-vertices longitude latitude [longitude latitude ...]> [ASC | DESC] [COUNT count [ANY]] [STOREDIST]`

        Since 6.2.0. Complexity: O(N+log(M)) where N is the number of elements in the grid-aligned bounding box area around the shape provided as the filter and M is the number of items inside the shape. [Valkey documentation](https://valkey.io/commands/geosearchstore/)
        """
    def get(self, *args: Arg) -> Optional[_Str]:
        """Returns the string value of a key.

        `GET key`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/get/)
        """
    def getbit(self, *args: Arg) -> int:
        """Returns a bit value by offset.

        `GETBIT key offset`

        Since 2.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/getbit/)
        """
    def getdel(self, *args: Arg) -> Optional[_Str]:
        """Returns the string value of a key after deleting the key.

        `GETDEL key`

        Since 6.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/getdel/)
        """
    def getex(self, *args: Arg) -> Optional[_Str]:
        """Returns the string value of a key after setting its expiration time.

        `GETEX key [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | PERSIST]`

        Since 6.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/getex/)
        """
    def getrange(self, *args: Arg) -> _Str:
        """Returns a substring of the string stored at a key.

        `GETRANGE key start end`

        Since 2.4.0. Complexity: O(N) where N is the length of the returned string. The complexity is ultimately determined by the returned length, but because creating a substring from an existing string is very cheap, it can be considered O(1) for small strings. [Valkey documentation](https://valkey.io/commands/getrange/)
        """
    def getset(self, *args: Arg) -> Optional[_Str]:
        """Returns the previous string value of a key after setting it to a new value.

        `GETSET key value`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/getset/)
        """
    def hdel(self, *args: Arg) -> int:
        """Deletes one or more fields and their values from a hash. Deletes the hash if no fields remain.

        `HDEL key field [field ...]`

        Since 2.0.0. Complexity: O(N) where N is the number of fields to be removed. [Valkey documentation](https://valkey.io/commands/hdel/)
        """
    def hello(self, *args: Arg) -> Any:
        """Handshakes with the server.

        `HELLO [protover [AUTH username password] [SETNAME clientname]]`

        Since 6.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/hello/)
        """
    def hexists(self, *args: Arg) -> int:
        """Determines whether a field exists in a hash.

        `HEXISTS key field`

        Since 2.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/hexists/)
        """
    def hexpire(self, *args: Arg) -> Any:
        """Sets expiry time on hash fields.

        `HEXPIRE key seconds [NX | XX | GT | LT] FIELDS numfields field [field ...]`

        Since 9.0.0 (Redis 7.4.0). Complexity: O(N) where N is the number of specified fields. [Valkey documentation](https://valkey.io/commands/hexpire/)
        """
    def hexpireat(self, *args: Arg) -> Any:
        """Sets expiry time on hash fields.

        `HEXPIREAT key unix-time-seconds [NX | XX | GT | LT] FIELDS numfields field [field ...]`

        Since 9.0.0 (Redis 7.4.0). Complexity: O(N) where N is the number of specified fields. [Valkey documentation](https://valkey.io/commands/hexpireat/)
        """
    def hexpiretime(self, *args: Arg) -> Any:
        """Returns Unix timestamps in seconds since the epoch at which the given key's field(s) will expire.

        `HEXPIRETIME key FIELDS numfields field [field ...]`

        Since 9.0.0 (Redis 7.4.0). Complexity: O(N) where N is the number of specified fields. [Valkey documentation](https://valkey.io/commands/hexpiretime/)
        """
    def hget(self, *args: Arg) -> Optional[_Str]:
        """Returns the value of a field in a hash.

        `HGET key field`

        Since 2.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/hget/)
        """
    def hgetall(self, *args: Arg) -> Any:
        """Returns all fields and values in a hash.

        `HGETALL key`

        Since 2.0.0. Complexity: O(N) where N is the size of the hash. [Valkey documentation](https://valkey.io/commands/hgetall/)
        """
    def hgetdel(self, *args: Arg) -> Any:
        """Returns the values of one or more fields and deletes them from a hash.

        `HGETDEL key FIELDS numfields field [field ...]`

        Since 9.1.0 (Redis 8.0.0). Complexity: O(N) where N is the number of fields to be retrieved and deleted. [Valkey documentation](https://valkey.io/commands/hgetdel/)
        """
    def hgetex(self, *args: Arg) -> Any:
        """Gets the value of one or more fields of a given hash key, and optionally sets their expiration time or time-to-live (TTL).

        `HGETEX key [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | PERSIST] FIELDS numfields field [field ...]`

        Since 9.0.0 (Redis 8.0.0). Complexity: O(N) where N is the number of specified fields. [Valkey documentation](https://valkey.io/commands/hgetex/)
        """
    def hincrby(self, *args: Arg) -> int:
        """Increments the integer value of a field in a hash by a number. Uses 0 as initial value if the field doesn't exist.

        `HINCRBY key field increment`

        Since 2.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/hincrby/)
        """
    def hincrbyfloat(self, *args: Arg) -> _Str:
        """Increments the floating point value of a field by a number. Uses 0 as initial value if the field doesn't exist.

        `HINCRBYFLOAT key field increment`

        Since 2.6.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/hincrbyfloat/)
        """
    def hkeys(self, *args: Arg) -> List[_Str]:
        """Returns all fields in a hash.

        `HKEYS key`

        Since 2.0.0. Complexity: O(N) where N is the size of the hash. [Valkey documentation](https://valkey.io/commands/hkeys/)
        """
    def hlen(self, *args: Arg) -> int:
        """Returns the number of fields in a hash.

        `HLEN key`

        Since 2.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/hlen/)
        """
    def hmget(self, *args: Arg) -> List[Optional[_Str]]:
        """Returns the values of all fields in a hash.

        `HMGET key field [field ...]`

        Since 2.0.0. Complexity: O(N) where N is the number of fields being requested. [Valkey documentation](https://valkey.io/commands/hmget/)
        """
    def hmset(self, *args: Arg) -> _Str:
        """Sets the values of multiple fields.

        `HMSET key field value [field value ...]`

        Since 2.0.0. Complexity: O(N) where N is the number of fields being set. [Valkey documentation](https://valkey.io/commands/hmset/)
        """
    def hpersist(self, *args: Arg) -> Any:
        """Remove the existing expiration on a hash key's field(s).

        `HPERSIST key FIELDS numfields field [field ...]`

        Since 9.0.0 (Redis 7.4.0). Complexity: O(N) where N is the number of specified fields. [Valkey documentation](https://valkey.io/commands/hpersist/)
        """
    def hpexpire(self, *args: Arg) -> Any:
        """Sets expiry time on hash object.

        `HPEXPIRE key milliseconds [NX | XX | GT | LT] FIELDS numfields field [field ...]`

        Since 9.0.0 (Redis 7.4.0). Complexity: O(N) where N is the number of specified fields. [Valkey documentation](https://valkey.io/commands/hpexpire/)
        """
    def hpexpireat(self, *args: Arg) -> Any:
        """Sets expiration time on hash field.

        `HPEXPIREAT key unix-time-milliseconds [NX | XX | GT | LT] FIELDS numfields field [field ...]`

        Since 9.0.0 (Redis 7.4.0). Complexity: O(N) where N is the number of specified fields. [Valkey documentation](https://valkey.io/commands/hpexpireat/)
        """
    def hpexpiretime(self, *args: Arg) -> Any:
        """Returns the Unix timestamp in milliseconds since Unix epoch at which the given key's field(s) will expire.

        `HPEXPIRETIME key FIELDS numfields field [field ...]`

        Since 9.0.0 (Redis 7.4.0). Complexity: O(N) where N is the number of specified fields. [Valkey documentation](https://valkey.io/commands/hpexpiretime/)
        """
    def hpttl(self, *args: Arg) -> Any:
        """Returns the remaining time to live in milliseconds of a hash key's field(s) that have an associated expiration.

        `HPTTL key FIELDS numfields field [field ...]`

        Since 9.0.0 (Redis 7.4.0). Complexity: O(N) where N is the number of specified fields. [Valkey documentation](https://valkey.io/commands/hpttl/)
        """
    def hrandfield(self, *args: Arg) -> Any:
        """Returns one or more random fields from a hash.

        `HRANDFIELD key [count [WITHVALUES]]`

        Since 6.2.0. Complexity: O(N) where N is the number of fields returned. [Valkey documentation](https://valkey.io/commands/hrandfield/)
        """
    def hscan(self, *args: Arg) -> Any:
        """Iterates over fields and values of a hash.

        `HSCAN key cursor [MATCH pattern] [COUNT count] [NOVALUES]`

        Since 2.8.0. Complexity: O(1) for every call. O(N) for a complete iteration, including enough command calls for the cursor to return back to 0. N is the number of elements inside the collection. [Valkey documentation](https://valkey.io/commands/hscan/)
        """
    def hset(self, *args: Arg) -> int:
        """Creates or modifies the value of a field in a hash.

        `HSET key field value [field value ...]`

        Since 2.0.0. Complexity: O(1) for each field/value pair added, so O(N) to add N field/value pairs when the command is called with multiple field/value pairs. [Valkey documentation](https://valkey.io/commands/hset/)
        """
    def hsetex(self, *args: Arg) -> Any:
        """Sets the value of one or more fields of a given hash key, and optionally sets their expiration time.

        `HSETEX key [NX | XX] [FNX | FXX] [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | KEEPTTL] FIELDS numfields field value [field value ...]`

        Since 9.0.0 (Redis 8.0.0). Complexity: O(N) where N is the number of specified fields. [Valkey documentation](https://valkey.io/commands/hsetex/)
        """
    def hsetnx(self, *args: Arg) -> int:
        """Sets the value of a field in a hash only when the field doesn't exist.

        `HSETNX key field value`

        Since 2.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/hsetnx/)
        """
    def hstrlen(self, *args: Arg) -> int:
        """Returns the length of the value of a field.

        `HSTRLEN key field`

        Since 3.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/hstrlen/)
        """
    def httl(self, *args: Arg) -> Any:
        """Returns the remaining time to live (in seconds) of a hash key's field(s) that have an associated expiration.

        `HTTL key FIELDS numfields field [field ...]`

        Since 9.0.0 (Redis 7.4.0). Complexity: O(N) where N is the number of specified fields. [Valkey documentation](https://valkey.io/commands/httl/)
        """
    def hvals(self, *args: Arg) -> List[_Str]:
        """Returns all values in a hash.

        `HVALS key`

        Since 2.0.0. Complexity: O(N) where N is the size of the hash. [Valkey documentation](https://valkey.io/commands/hvals/)
        """
    def incr(self, *args: Arg) -> int:
        """Increments the integer value of a key by one. Uses 0 as initial value if the key doesn't exist.

        `INCR key`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/incr/)
        """
    def incrby(self, *args: Arg) -> int:
        """Increments the integer value of a key by a number. Uses 0 as initial value if the key doesn't exist.

        `INCRBY key increment`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/incrby/)
        """
    def incrbyfloat(self, *args: Arg) -> _Str:
        """Increments the floating point value of a key by a number. Uses 0 as initial value if the key doesn't exist.

        `INCRBYFLOAT key increment`

        Since 2.6.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/incrbyfloat/)
        """
    def info(self, *args: Arg) -> _Str:
        """Returns information and statistics about the server.

        `INFO [section [section ...]]`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/info/)
        """
    def keys(self, *args: Arg) -> List[_Str]:
        """Returns all key names that match a pattern.

        `KEYS pattern`

        Since 1.0.0. Complexity: O(N) with N being the number of keys in the database, under the assumption that the key names in the database and the given pattern have limited length. [Valkey documentation](https://valkey.io/commands/keys/)
        """
    def lastsave(self, *args: Arg) -> int:
        """Returns the Unix timestamp of the last successful save to disk.

        `LASTSAVE`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/lastsave/)
        """
    def latency_doctor(self, *args: Arg) -> Any:
        """Returns a human-readable latency analysis report.

        `LATENCY DOCTOR`

        Since 2.8.13. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/latency-doctor/)
        """
    def latency_graph(self, *args: Arg) -> Any:
        """Returns a latency graph for an event.

        `LATENCY GRAPH event`

        Since 2.8.13. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/latency-graph/)
        """
    def latency_help(self, *args: Arg) -> Any:
        """Returns helpful text about the different subcommands.

        `LATENCY HELP`

        Since 2.8.13. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/latency-help/)
        """
    def latency_histogram(self, *args: Arg) -> Any:
        """Returns the cumulative distribution of latencies of a subset or all commands.

        `LATENCY HISTOGRAM [command [command ...]]`

        Since 7.0.0. Complexity: O(N) where N is the number of commands with latency information being retrieved. [Valkey documentation](https://valkey.io/commands/latency-histogram/)
        """
    def latency_history(self, *args: Arg) -> Any:
        """Returns timestamp-latency samples for an event.

        `LATENCY HISTORY event`

        Since 2.8.13. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/latency-history/)
        """
    def latency_latest(self, *args: Arg) -> Any:
        """Returns the latest latency samples for all events.

        `LATENCY LATEST`

        Since 2.8.13. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/latency-latest/)
        """
    def latency_reset(self, *args: Arg) -> Any:
        """Resets the latency data for one or more events.

        `LATENCY RESET [event [event ...]]`

        Since 2.8.13. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/latency-reset/)
        """
    def lcs(self, *args: Arg) -> Any:
        """Finds the longest common substring.

        `LCS key1 key2 [LEN] [IDX] [MINMATCHLEN min-match-len] [WITHMATCHLEN]`

        Since 7.0.0. Complexity: O(N\\*M) where N and M are the lengths of s1 and s2, respectively. [Valkey documentation](https://valkey.io/commands/lcs/)
        """
    def lindex(self, *args: Arg) -> Optional[_Str]:
        """Returns an element from a list by its index.

        `LINDEX key index`

        Since 1.0.0. Complexity: O(N) where N is the number of elements to traverse to get to the element at index. This makes asking for the first or the last element of the list O(1). [Valkey documentation](https://valkey.io/commands/lindex/)
        """
    def linsert(self, *args: Arg) -> int:
        """Inserts an element before or after another element in a list.

        `LINSERT key <BEFORE | AFTER> pivot element`

        Since 2.2.0. Complexity: O(N) where N is the number of elements to traverse before seeing the value pivot. This means that inserting somewhere on the left end on the list (head) can be considered O(1) and inserting somewhere on the right end (tail) is O(N). [Valkey documentation](https://valkey.io/commands/linsert/)
        """
    def llen(self, *args: Arg) -> int:
        """Returns the length of a list.

        `LLEN key`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/llen/)
        """
    def lmove(self, *args: Arg) -> Optional[_Str]:
        """Returns an element after popping it from one list and pushing it to another. Deletes the list if the last element was moved.

        `LMOVE source destination <LEFT | RIGHT> <LEFT | RIGHT>`

        Since 6.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/lmove/)
        """
    def lmpop(self, *args: Arg) -> Any:
        """Returns multiple elements from a list after removing them. Deletes the list if the last element was popped.

        `LMPOP numkeys key [key ...] <LEFT | RIGHT> [COUNT count]`

        Since 7.0.0. Complexity: O(N+M) where N is the number of provided keys and M is the number of elements returned. [Valkey documentation](https://valkey.io/commands/lmpop/)
        """
    def lolwut(self, *args: Arg) -> Any:
        """Displays computer art and the server version.

        `LOLWUT [VERSION version]`

        Since 5.0.0. [Valkey documentation](https://valkey.io/commands/lolwut/)
        """
    def lpop(self, *args: Arg) -> Any:
        """Returns and removes one or more elements from the beginning of a list. Deletes the list if the last element was popped.

        `LPOP key [count]`

        Since 1.0.0. Complexity: O(N) where N is the number of elements returned. [Valkey documentation](https://valkey.io/commands/lpop/)
        """
    def lpos(self, *args: Arg) -> Any:
        """Returns the index of matching elements in a list.

        `LPOS key element [RANK rank] [COUNT num-matches] [MAXLEN len]`

        Since 6.0.6. Complexity: O(N) where N is the number of elements in the list, for the average case. When searching for elements near the head or the tail of the list, or when the MAXLEN option is provided, the command may run in constant time. [Valkey documentation](https://valkey.io/commands/lpos/)
        """
    def lpush(self, *args: Arg) -> int:
        """Prepends one or more elements to a list. Creates the key if it doesn't exist.

        `LPUSH key element [element ...]`

        Since 1.0.0. Complexity: O(1) for each element added, so O(N) to add N elements when the command is called with multiple arguments. [Valkey documentation](https://valkey.io/commands/lpush/)
        """
    def lpushx(self, *args: Arg) -> int:
        """Prepends one or more elements to a list only when the list exists.

        `LPUSHX key element [element ...]`

        Since 2.2.0. Complexity: O(1) for each element added, so O(N) to add N elements when the command is called with multiple arguments. [Valkey documentation](https://valkey.io/commands/lpushx/)
        """
    def lrange(self, *args: Arg) -> List[_Str]:
        """Returns a range of elements from a list.

        `LRANGE key start stop`

        Since 1.0.0. Complexity: O(S+N) where S is the distance of start offset from HEAD for small lists, from nearest end (HEAD or TAIL) for large lists; and N is the number of elements in the specified range. [Valkey documentation](https://valkey.io/commands/lrange/)
        """
    def lrem(self, *args: Arg) -> int:
        """Removes elements from a list. Deletes the list if the last element was removed.

        `LREM key count element`

        Since 1.0.0. Complexity: O(N+M) where N is the length of the list and M is the number of elements removed. [Valkey documentation](https://valkey.io/commands/lrem/)
        """
    def lset(self, *args: Arg) -> _Str:
        """Sets the value of an element in a list by its index.

        `LSET key index element`

        Since 1.0.0. Complexity: O(N) where N is the length of the list. Setting either the first or the last element of the list is O(1). [Valkey documentation](https://valkey.io/commands/lset/)
        """
    def ltrim(self, *args: Arg) -> _Str:
        """Removes elements from both ends of a list. Deletes the list if all elements were trimmed.

        `LTRIM key start stop`

        Since 1.0.0. Complexity: O(N) where N is the number of elements to be removed by the operation. [Valkey documentation](https://valkey.io/commands/ltrim/)
        """
    def memory_doctor(self, *args: Arg) -> Any:
        """Outputs a memory problems report.

        `MEMORY DOCTOR`

        Since 4.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/memory-doctor/)
        """
    def memory_help(self, *args: Arg) -> Any:
        """Returns helpful text about the different subcommands.

        `MEMORY HELP`

        Since 4.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/memory-help/)
        """
    def memory_malloc_stats(self, *args: Arg) -> Any:
        """Returns the allocator statistics.

        `MEMORY MALLOC-STATS`

        Since 4.0.0. Complexity: Depends on how much memory is allocated, could be slow. [Valkey documentation](https://valkey.io/commands/memory-malloc-stats/)
        """
    def memory_purge(self, *args: Arg) -> Any:
        """Asks the allocator to release memory.

        `MEMORY PURGE`

        Since 4.0.0. Complexity: Depends on how much memory is allocated, could be slow. [Valkey documentation](https://valkey.io/commands/memory-purge/)
        """
    def memory_stats(self, *args: Arg) -> Any:
        """Returns details about memory usage.

        `MEMORY STATS`

        Since 4.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/memory-stats/)
        """
    def memory_usage(self, *args: Arg) -> Optional[int]:
        """Estimates the memory usage of a key.

        `MEMORY USAGE key [SAMPLES count]`

        Since 4.0.0. Complexity: O(N) where N is the number of samples. [Valkey documentation](https://valkey.io/commands/memory-usage/)
        """
    def mget(self, *args: Arg) -> List[Optional[_Str]]:
        """Atomically returns the string values of one or more keys.

        `MGET key [key ...]`

        Since 1.0.0. Complexity: O(N) where N is the number of keys to retrieve. [Valkey documentation](https://valkey.io/commands/mget/)
        """
    def migrate(self, *args: Arg) -> Any:
        """Atomically transfers a key from one instance to another.

        `MIGRATE host port <key | > destination-db timeout [COPY] [REPLACE] [AUTH password | AUTH2 username password] [KEYS key [key ...]]`

        Since 2.6.0. Complexity: This command actually executes a DUMP+DEL in the source instance, and a RESTORE in the target instance. See the pages of these commands for time complexity. Also an O(N) data transfer between the two instances is performed. [Valkey documentation](https://valkey.io/commands/migrate/)
        """
    def module_help(self, *args: Arg) -> Any:
        """Returns helpful text about the different subcommands.

        `MODULE HELP`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/module-help/)
        """
    def module_list(self, *args: Arg) -> Any:
        """Returns all loaded modules.

        `MODULE LIST`

        Since 4.0.0. Complexity: O(N) where N is the number of loaded modules. [Valkey documentation](https://valkey.io/commands/module-list/)
        """
    def module_load(self, *args: Arg) -> Any:
        """Loads a module.

        `MODULE LOAD path [arg [arg ...]]`

        Since 4.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/module-load/)
        """
    def module_loadex(self, *args: Arg) -> Any:
        """Loads a module using extended parameters.

        `MODULE LOADEX path [CONFIG name value [CONFIG name value ...]] [ARGS args [args ...]]`

        Since 7.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/module-loadex/)
        """
    def module_unload(self, *args: Arg) -> Any:
        """Unloads a module.

        `MODULE UNLOAD name`

        Since 4.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/module-unload/)
        """
    def move(self, *args: Arg) -> int:
        """Moves a key to another database.

        `MOVE key db`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/move/)
        """
    def mset(self, *args: Arg) -> _Str:
        """Atomically creates or modifies the string values of one or more keys.

        `MSET key value [key value ...]`

        Since 1.0.1. Complexity: O(N) where N is the number of keys to set. [Valkey documentation](https://valkey.io/commands/mset/)
        """
    def msetex(self, *args: Arg) -> Any:
        """Atomically creates or modifies the string values of one or more keys, and optionally set their expiration.

        `MSETEX numkeys key value [key value ...] [NX | XX] [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | KEEPTTL]`

        Since 9.1.0, not in Redis 8.0. Complexity: O(N) where N is the number of keys to set. [Valkey documentation](https://valkey.io/commands/msetex/)
        """
    def msetnx(self, *args: Arg) -> int:
        """Atomically modifies the string values of one or more keys only when all keys don't exist.

        `MSETNX key value [key value ...]`

        Since 1.0.1. Complexity: O(N) where N is the number of keys to set. [Valkey documentation](https://valkey.io/commands/msetnx/)
        """
    def multi(self, *args: Arg) -> Any:
        """Starts a transaction.

        `MULTI`

        Since 1.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/multi/)
        """
    def object_encoding(self, *args: Arg) -> Optional[_Str]:
        """Returns the internal encoding of an object.

        `OBJECT ENCODING key`

        Since 2.2.3. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/object-encoding/)
        """
    def object_freq(self, *args: Arg) -> Optional[int]:
        """Returns the logarithmic access frequency counter of an object.

        `OBJECT FREQ key`

        Since 4.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/object-freq/)
        """
    def object_help(self, *args: Arg) -> Any:
        """Returns helpful text about the different subcommands.

        `OBJECT HELP`

        Since 6.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/object-help/)
        """
    def object_idletime(self, *args: Arg) -> Optional[int]:
        """Returns the time since the last access to an object.

        `OBJECT IDLETIME key`

        Since 2.2.3. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/object-idletime/)
        """
    def object_refcount(self, *args: Arg) -> Optional[int]:
        """Returns the reference count of a value of a key.

        `OBJECT REFCOUNT key`

        Since 2.2.3. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/object-refcount/)
        """
    def persist(self, *args: Arg) -> int:
        """Removes the expiration time of a key.

        `PERSIST key`

        Since 2.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/persist/)
        """
    def pexpire(self, *args: Arg) -> int:
        """Sets the expiration time of a key in milliseconds.

        `PEXPIRE key milliseconds [NX | XX | GT | LT]`

        Since 2.6.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/pexpire/)
        """
    def pexpireat(self, *args: Arg) -> int:
        """Sets the expiration time of a key to a Unix milliseconds timestamp.

        `PEXPIREAT key unix-time-milliseconds [NX | XX | GT | LT]`

        Since 2.6.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/pexpireat/)
        """
    def pexpiretime(self, *args: Arg) -> int:
        """Returns the expiration time of a key as a Unix milliseconds timestamp.

        `PEXPIRETIME key`

        Since 7.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/pexpiretime/)
        """
    def pfadd(self, *args: Arg) -> int:
        """Adds elements to a HyperLogLog key. Creates the key if it doesn't exist.

        `PFADD key [element [element ...]]`

        Since 2.8.9. Complexity: O(1) to add every element. [Valkey documentation](https://valkey.io/commands/pfadd/)
        """
    def pfcount(self, *args: Arg) -> int:
        """Returns the approximated cardinality of the set(s) observed by the HyperLogLog key(s).

        `PFCOUNT key [key ...]`

        Since 2.8.9. Complexity: O(1) with a very small average constant time when called with a single key. O(N) with N being the number of keys, and much bigger constant times, when called with multiple keys. [Valkey documentation](https://valkey.io/commands/pfcount/)
        """
    def pfdebug(self, *args: Arg) -> Any:
        """Internal commands for debugging HyperLogLog values.

        `PFDEBUG subcommand key`

        Since 2.8.9. Complexity: N/A. [Valkey documentation](https://valkey.io/commands/pfdebug/)
        """
    def pfmerge(self, *args: Arg) -> Any:
        """Merges one or more HyperLogLog values into a single key.

        `PFMERGE destkey [sourcekey [sourcekey ...]]`

        Since 2.8.9. Complexity: O(N) to merge N HyperLogLogs, but with high constant times. [Valkey documentation](https://valkey.io/commands/pfmerge/)
        """
    def pfselftest(self, *args: Arg) -> Any:
        """An internal command for testing HyperLogLog values.

        `PFSELFTEST`

        Since 2.8.9. Complexity: N/A. [Valkey documentation](https://valkey.io/commands/pfselftest/)
        """
    def ping(self, *args: Arg) -> _Str:
        """Returns the server's liveliness response.

        `PING [message]`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/ping/)
        """
    def psetex(self, *args: Arg) -> _Str:
        """Sets both string value and expiration time in milliseconds of a key. The key is created if it doesn't exist.

        `PSETEX key milliseconds value`

        Since 2.6.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/psetex/)
        """
    def pttl(self, *args: Arg) -> int:
        """Returns the expiration time in milliseconds of a key.

        `PTTL key`

        Since 2.6.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/pttl/)
        """
    def publish(self, *args: Arg) -> int:
        """Posts a message to a channel.

        `PUBLISH channel message`

        Since 2.0.0. Complexity: O(N+M) where N is the number of clients subscribed to the receiving channel and M is the total number of subscribed patterns (by any client). [Valkey documentation](https://valkey.io/commands/publish/)
        """
    def pubsub_channels(self, *args: Arg) -> List[_Str]:
        """Returns the active channels.

        `PUBSUB CHANNELS [pattern]`

        Since 2.8.0. Complexity: O(N) where N is the number of active channels, and assuming constant time pattern matching (relatively short channels and patterns). [Valkey documentation](https://valkey.io/commands/pubsub-channels/)
        """
    def pubsub_help(self, *args: Arg) -> Any:
        """Returns helpful text about the different subcommands.

        `PUBSUB HELP`

        Since 6.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/pubsub-help/)
        """
    def pubsub_numpat(self, *args: Arg) -> int:
        """Returns a count of unique pattern subscriptions.

        `PUBSUB NUMPAT`

        Since 2.8.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/pubsub-numpat/)
        """
    def pubsub_numsub(self, *args: Arg) -> Any:
        """Returns a count of subscribers to channels.

        `PUBSUB NUMSUB [channel [channel ...]]`

        Since 2.8.0. Complexity: O(N) for the NUMSUB subcommand, where N is the number of requested channels. [Valkey documentation](https://valkey.io/commands/pubsub-numsub/)
        """
    def pubsub_shardchannels(self, *args: Arg) -> Any:
        """Returns the active shard channels.

        `PUBSUB SHARDCHANNELS [pattern]`

        Since 7.0.0. Complexity: O(N) where N is the number of active shard channels, and assuming constant time pattern matching (relatively short shard channels). [Valkey documentation](https://valkey.io/commands/pubsub-shardchannels/)
        """
    def pubsub_shardnumsub(self, *args: Arg) -> Any:
        """Returns the count of subscribers of shard channels.

        `PUBSUB SHARDNUMSUB [shardchannel [shardchannel ...]]`

        Since 7.0.0. Complexity: O(N) for the SHARDNUMSUB subcommand, where N is the number of requested shard channels. [Valkey documentation](https://valkey.io/commands/pubsub-shardnumsub/)
        """
    def quit(self, *args: Arg) -> Any:
        """Closes the connection.

        `QUIT`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/quit/)
        """
    def randomkey(self, *args: Arg) -> Optional[_Str]:
        """Returns a random key name from the database.

        `RANDOMKEY`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/randomkey/)
        """
    def readonly(self, *args: Arg) -> Any:
        """Enables read-only queries for a connection to a Valkey replica node.

        `READONLY`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/readonly/)
        """
    def readwrite(self, *args: Arg) -> Any:
        """Enables read-write queries for a connection to a Valkey replica node.

        `READWRITE`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/readwrite/)
        """
    def rename(self, *args: Arg) -> _Str:
        """Renames a key and overwrites the destination.

        `RENAME key newkey`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/rename/)
        """
    def renamenx(self, *args: Arg) -> int:
        """Renames a key only when the target key name doesn't exist.

        `RENAMENX key newkey`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/renamenx/)
        """
    def replconf(self, *args: Arg) -> Any:
        """An internal command for configuring the replication stream.

        `REPLCONF`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/replconf/)
        """
    def replicaof(self, *args: Arg) -> Any:
        """Configures a server as replica of another, or promotes it to a primary.

        `REPLICAOF <host port | NO ONE>`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/replicaof/)
        """
    def reset(self, *args: Arg) -> Any:
        """Resets the connection.

        `RESET`

        Since 6.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/reset/)
        """
    def restore(self, *args: Arg) -> Any:
        """Creates a key from the serialized representation of a value.

        `RESTORE key ttl serialized-value [REPLACE] [ABSTTL] [IDLETIME seconds] [FREQ frequency]`

        Since 2.6.0. Complexity: O(1) to create the new key and additional O(N\\*M) to reconstruct the serialized value, where N is the number of objects composing the value and M their average size. For small string values the time complexity is thus O(1)+O(1\\*M) where M is small, so simply O(1). However for sorted set values the complexity is O(N\\*M\\*log(N)) because inserting values into sorted sets is O(log(N)). [Valkey documentation](https://valkey.io/commands/restore/)
        """
    def restore_asking(self, *args: Arg) -> Any:
        """An internal command for migrating keys in a cluster.

        `RESTORE-ASKING key ttl serialized-value [REPLACE] [ABSTTL] [IDLETIME seconds] [FREQ frequency]`

        Since 3.0.0. Complexity: O(1) to create the new key and additional O(N\\*M) to reconstruct the serialized value, where N is the number of objects composing the value and M their average size. For small string values the time complexity is thus O(1)+O(1\\*M) where M is small, so simply O(1). However for sorted set values the complexity is O(N\\*M\\*log(N)) because inserting values into sorted sets is O(log(N)). [Valkey documentation](https://valkey.io/commands/restore-asking/)
        """
    def role(self, *args: Arg) -> Any:
        """Returns the replication role.

        `ROLE`

        Since 2.8.12. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/role/)
        """
    def rpop(self, *args: Arg) -> Any:
        """Returns and removes one or more elements from the end of a list. Deletes the list if the last element was popped.

        `RPOP key [count]`

        Since 1.0.0. Complexity: O(N) where N is the number of elements returned. [Valkey documentation](https://valkey.io/commands/rpop/)
        """
    def rpoplpush(self, *args: Arg) -> Optional[_Str]:
        """Returns the last element of a list after removing and pushing it to another list. Deletes the list if the last element was popped.

        `RPOPLPUSH source destination`

        Since 1.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/rpoplpush/)
        """
    def rpush(self, *args: Arg) -> int:
        """Appends one or more elements to a list. Creates the key if it doesn't exist.

        `RPUSH key element [element ...]`

        Since 1.0.0. Complexity: O(1) for each element added, so O(N) to add N elements when the command is called with multiple arguments. [Valkey documentation](https://valkey.io/commands/rpush/)
        """
    def rpushx(self, *args: Arg) -> int:
        """Appends one or more elements to a list only when the list exists.

        `RPUSHX key element [element ...]`

        Since 2.2.0. Complexity: O(1) for each element added, so O(N) to add N elements when the command is called with multiple arguments. [Valkey documentation](https://valkey.io/commands/rpushx/)
        """
    def sadd(self, *args: Arg) -> int:
        """Adds one or more members to a set. Creates the key if it doesn't exist.

        `SADD key member [member ...]`

        Since 1.0.0. Complexity: O(1) for each element added, so O(N) to add N elements when the command is called with multiple arguments. [Valkey documentation](https://valkey.io/commands/sadd/)
        """
    def save(self, *args: Arg) -> Any:
        """Synchronously saves the database(s) to disk.

        `SAVE`

        Since 1.0.0. Complexity: O(N) where N is the total number of keys in all databases. [Valkey documentation](https://valkey.io/commands/save/)
        """
    def scan(self, *args: Arg) -> Any:
        """Iterates over the key names in the database.

        `SCAN cursor [MATCH pattern] [COUNT count] [TYPE type]`

        Since 2.8.0. Complexity: O(1) for every call. O(N) for a complete iteration, including enough command calls for the cursor to return back to 0. N is the number of elements inside the collection. [Valkey documentation](https://valkey.io/commands/scan/)
        """
    def scard(self, *args: Arg) -> int:
        """Returns the number of members in a set.

        `SCARD key`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/scard/)
        """
    def script_debug(self, *args: Arg) -> Any:
        """Sets the debug mode of server-side Lua scripts.

        `SCRIPT DEBUG <YES | SYNC | NO> [engine]`

        Since 3.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/script-debug/)
        """
    def script_exists(self, *args: Arg) -> List[int]:
        """Determines whether server-side Lua scripts exist in the script cache.

        `SCRIPT EXISTS sha1 [sha1 ...]`

        Since 2.6.0. Complexity: O(N) with N being the number of scripts to check (so checking a single script is an O(1) operation). [Valkey documentation](https://valkey.io/commands/script-exists/)
        """
    def script_flush(self, *args: Arg) -> _Str:
        """Removes all server-side Lua scripts from the script cache.

        `SCRIPT FLUSH [ASYNC | SYNC]`

        Since 2.6.0. Complexity: O(N) with N being the number of scripts in cache. [Valkey documentation](https://valkey.io/commands/script-flush/)
        """
    def script_help(self, *args: Arg) -> Any:
        """Returns helpful text about the different subcommands.

        `SCRIPT HELP`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/script-help/)
        """
    def script_kill(self, *args: Arg) -> Any:
        """Terminates a server-side Lua script during execution.

        `SCRIPT KILL`

        Since 2.6.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/script-kill/)
        """
    def script_load(self, *args: Arg) -> _Str:
        """Loads a server-side Lua script to the script cache.

        `SCRIPT LOAD script`

        Since 2.6.0. Complexity: O(N) with N being the length in bytes of the script body. [Valkey documentation](https://valkey.io/commands/script-load/)
        """
    def script_show(self, *args: Arg) -> Any:
        """Show server-side Lua script in the script cache.

        `SCRIPT SHOW sha1`

        Since 8.0.0, not in Redis 8.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/script-show/)
        """
    def sdiff(self, *args: Arg) -> Collection[_Str]:
        """Returns the difference of multiple sets.

        `SDIFF key [key ...]`

        Since 1.0.0. Complexity: O(N) where N is the total number of elements in all given sets. [Valkey documentation](https://valkey.io/commands/sdiff/)
        """
    def sdiffstore(self, *args: Arg) -> int:
        """Stores the difference of multiple sets in a key.

        `SDIFFSTORE destination key [key ...]`

        Since 1.0.0. Complexity: O(N) where N is the total number of elements in all given sets. [Valkey documentation](https://valkey.io/commands/sdiffstore/)
        """
    def select(self, *args: Arg) -> _Str:
        """Changes the selected database.

        `SELECT index`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/select/)
        """
    def set(self, *args: Arg) -> Optional[_Str]:
        """Sets the string value of a key, ignoring its type. The key is created if it doesn't exist.

        `SET key value [NX | XX | IFEQ comparison-value] [GET] [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | KEEPTTL]`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/set/)
        """
    def setbit(self, *args: Arg) -> int:
        """Sets or clears the bit at offset of the string value. Creates the key if it doesn't exist.

        `SETBIT key offset value`

        Since 2.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/setbit/)
        """
    def setex(self, *args: Arg) -> _Str:
        """Sets the string value and expiration time of a key. Creates the key if it doesn't exist.

        `SETEX key seconds value`

        Since 2.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/setex/)
        """
    def setnx(self, *args: Arg) -> int:
        """Sets the string value of a key only when the key doesn't exist.

        `SETNX key value`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/setnx/)
        """
    def setrange(self, *args: Arg) -> int:
        """Overwrites a part of a string value with another by an offset. Creates the key if it doesn't exist.

        `SETRANGE key offset value`

        Since 2.2.0. Complexity: O(1), not counting the time taken to copy the new string in place. Usually, this string is very small so the amortized complexity is O(1). Otherwise, complexity is O(M) with M being the length of the value argument. [Valkey documentation](https://valkey.io/commands/setrange/)
        """
    def shutdown(self, *args: Arg) -> Any:
        """Synchronously saves the database(s) to disk and shuts down the server.

        `SHUTDOWN [[NOSAVE | SAVE] [NOW] [FORCE] [SAFE] [FAILOVER] | ABORT]`

        Since 1.0.0. Complexity: O(N) when saving, where N is the total number of keys in all databases when saving data, otherwise O(1). [Valkey documentation](https://valkey.io/commands/shutdown/)
        """
    def sinter(self, *args: Arg) -> Collection[_Str]:
        """Returns the intersect of multiple sets.

        `SINTER key [key ...]`

        Since 1.0.0. Complexity: O(N\\*M) worst case where N is the cardinality of the smallest set and M is the number of sets. [Valkey documentation](https://valkey.io/commands/sinter/)
        """
    def sintercard(self, *args: Arg) -> int:
        """Returns the number of members of the intersect of multiple sets.

        `SINTERCARD numkeys key [key ...] [LIMIT limit]`

        Since 7.0.0. Complexity: O(N\\*M) worst case where N is the cardinality of the smallest set and M is the number of sets. [Valkey documentation](https://valkey.io/commands/sintercard/)
        """
    def sinterstore(self, *args: Arg) -> int:
        """Stores the intersect of multiple sets in a key.

        `SINTERSTORE destination key [key ...]`

        Since 1.0.0. Complexity: O(N\\*M) worst case where N is the cardinality of the smallest set and M is the number of sets. [Valkey documentation](https://valkey.io/commands/sinterstore/)
        """
    def sismember(self, *args: Arg) -> int:
        """Determines whether a member belongs to a set.

        `SISMEMBER key member`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/sismember/)
        """
    def slaveof(self, *args: Arg) -> Any:
        """Sets a server as a replica of another, or promotes it to being a primary.

        `SLAVEOF <host port | NO ONE>`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/slaveof/)

        Deprecated by Valkey since 5.0.0, replaced by `REPLICAOF`.
        """
    def slowlog_get(self, *args: Arg) -> Any:
        """Returns the slow log's entries.

        `SLOWLOG GET [count]`

        Since 2.2.12. Complexity: O(N) where N is the number of entries returned. [Valkey documentation](https://valkey.io/commands/slowlog-get/)
        """
    def slowlog_help(self, *args: Arg) -> Any:
        """Shows helpful text about the different subcommands.

        `SLOWLOG HELP`

        Since 6.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/slowlog-help/)
        """
    def slowlog_len(self, *args: Arg) -> int:
        """Returns the number of entries in the slow log.

        `SLOWLOG LEN`

        Since 2.2.12. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/slowlog-len/)
        """
    def slowlog_reset(self, *args: Arg) -> Any:
        """Clears all entries from the slow log.

        `SLOWLOG RESET`

        Since 2.2.12. Complexity: O(N) where N is the number of entries in the slowlog. [Valkey documentation](https://valkey.io/commands/slowlog-reset/)
        """
    def smembers(self, *args: Arg) -> Collection[_Str]:
        """Returns all members of a set.

        `SMEMBERS key`

        Since 1.0.0. Complexity: O(N) where N is the set cardinality. [Valkey documentation](https://valkey.io/commands/smembers/)
        """
    def smismember(self, *args: Arg) -> List[int]:
        """Determines whether multiple members belong to a set.

        `SMISMEMBER key member [member ...]`

        Since 6.2.0. Complexity: O(N) where N is the number of elements being checked for membership. [Valkey documentation](https://valkey.io/commands/smismember/)
        """
    def smove(self, *args: Arg) -> int:
        """Moves a member from one set to another.

        `SMOVE source destination member`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/smove/)
        """
    def sort(self, *args: Arg) -> Any:
        """Sorts the elements in a list, a set, or a sorted set, optionally storing the result.

        `SORT key [BY pattern] [LIMIT offset count] [GET pattern [GET pattern ...]] [ASC | DESC] [ALPHA] [STORE destination]`

        Since 1.0.0. Complexity: O(N+M\\*log(M)) where N is the number of elements in the list or set to sort, and M the number of returned elements. When the elements are not sorted, complexity is O(N). [Valkey documentation](https://valkey.io/commands/sort/)
        """
    def sort_ro(self, *args: Arg) -> Any:
        """Returns the sorted elements of a list, a set, or a sorted set.

        `SORT_RO key [BY pattern] [LIMIT offset count] [GET pattern [GET pattern ...]] [ASC | DESC] [ALPHA]`

        Since 7.0.0. Complexity: O(N+M\\*log(M)) where N is the number of elements in the list or set to sort, and M the number of returned elements. When the elements are not sorted, complexity is O(N). [Valkey documentation](https://valkey.io/commands/sort_ro/)
        """
    def spop(self, *args: Arg) -> Any:
        """Returns one or more random members from a set after removing them. Deletes the set if the last member was popped.

        `SPOP key [count]`

        Since 1.0.0. Complexity: Without the count argument O(1), otherwise O(N) where N is the value of the passed count. [Valkey documentation](https://valkey.io/commands/spop/)
        """
    def spublish(self, *args: Arg) -> int:
        """Posts a message to a shard channel.

        `SPUBLISH shardchannel message`

        Since 7.0.0. Complexity: O(N) where N is the number of clients subscribed to the receiving shard channel. [Valkey documentation](https://valkey.io/commands/spublish/)
        """
    def srandmember(self, *args: Arg) -> Any:
        """Gets one or multiple random members from a set.

        `SRANDMEMBER key [count]`

        Since 1.0.0. Complexity: Without the count argument O(1), otherwise O(N) where N is the absolute value of the passed count. [Valkey documentation](https://valkey.io/commands/srandmember/)
        """
    def srem(self, *args: Arg) -> int:
        """Removes one or more members from a set. Deletes the set if the last member was removed.

        `SREM key member [member ...]`

        Since 1.0.0. Complexity: O(N) where N is the number of members to be removed. [Valkey documentation](https://valkey.io/commands/srem/)
        """
    def sscan(self, *args: Arg) -> Any:
        """Iterates over members of a set.

        `SSCAN key cursor [MATCH pattern] [COUNT count]`

        Since 2.8.0. Complexity: O(1) for every call. O(N) for a complete iteration, including enough command calls for the cursor to return back to 0. N is the number of elements inside the collection. [Valkey documentation](https://valkey.io/commands/sscan/)
        """
    def strlen(self, *args: Arg) -> int:
        """Returns the length of a string value.

        `STRLEN key`

        Since 2.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/strlen/)
        """
    def substr(self, *args: Arg) -> _Str:
        """Returns a substring from a string value.

        `SUBSTR key start end`

        Since 1.0.0. Complexity: O(N) where N is the length of the returned string. The complexity is ultimately determined by the returned length, but because creating a substring from an existing string is very cheap, it can be considered O(1) for small strings. [Valkey documentation](https://valkey.io/commands/substr/)
        """
    def sunion(self, *args: Arg) -> Collection[_Str]:
        """Returns the union of multiple sets.

        `SUNION key [key ...]`

        Since 1.0.0. Complexity: O(N) where N is the total number of elements in all given sets. [Valkey documentation](https://valkey.io/commands/sunion/)
        """
    def sunionstore(self, *args: Arg) -> int:
        """Stores the union of multiple sets in a key.

        `SUNIONSTORE destination key [key ...]`

        Since 1.0.0. Complexity: O(N) where N is the total number of elements in all given sets. [Valkey documentation](https://valkey.io/commands/sunionstore/)
        """
    def swapdb(self, *args: Arg) -> _Str:
        """Swaps two databases.

        `SWAPDB index1 index2`

        Since 4.0.0. Complexity: O(N) where N is the count of clients watching or blocking on keys from both databases. [Valkey documentation](https://valkey.io/commands/swapdb/)
        """
    def time(self, *args: Arg) -> List[_Str]:
        """Returns the server time.

        `TIME`

        Since 2.6.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/time/)
        """
    def touch(self, *args: Arg) -> int:
        """Returns the number of existing keys out of those specified after updating the time they were last accessed.

        `TOUCH key [key ...]`

        Since 3.2.1. Complexity: O(N) where N is the number of keys that will be touched. [Valkey documentation](https://valkey.io/commands/touch/)
        """
    def ttl(self, *args: Arg) -> int:
        """Returns the expiration time in seconds of a key.

        `TTL key`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/ttl/)
        """
    def type(self, *args: Arg) -> _Str:
        """Determines the type of value stored at a key.

        `TYPE key`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/type/)
        """
    def unlink(self, *args: Arg) -> int:
        """Asynchronously deletes one or more keys.

        `UNLINK key [key ...]`

        Since 4.0.0. Complexity: O(1) for each key removed regardless of its size. Then the command does O(N) work in a different thread in order to reclaim memory, where N is the number of allocations the deleted objects where composed of. [Valkey documentation](https://valkey.io/commands/unlink/)
        """
    def unwatch(self, *args: Arg) -> _Str:
        """Forgets about watched keys of a transaction.

        `UNWATCH`

        Since 2.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/unwatch/)
        """
    def vadd(self, *args: Arg) -> Any:
        """Adds an element to a vector set, or gives it another vector. Creates the key if it doesn't exist.

        `VADD key [REDUCE dim] <FP32 fp32-blob | VALUES num number [number ...]> element [CAS] [NOQUANT | Q8 | BIN] [EF exploration-factor] [SETATTR json] [M max-links]`

        Since Redis 8.0.0, not in Valkey 9.1. Complexity: O(log(N)) where N is the number of elements in the vector set. [Redis documentation](https://redis.io/docs/latest/commands/vadd/)
        """
    def vcard(self, *args: Arg) -> Any:
        """Returns the number of elements in a vector set.

        `VCARD key`

        Since Redis 8.0.0, not in Valkey 9.1. Complexity: O(1). [Redis documentation](https://redis.io/docs/latest/commands/vcard/)
        """
    def vdim(self, *args: Arg) -> Any:
        """Returns the number of dimensions of the vectors in a vector set.

        `VDIM key`

        Since Redis 8.0.0, not in Valkey 9.1. Complexity: O(1). [Redis documentation](https://redis.io/docs/latest/commands/vdim/)
        """
    def vemb(self, *args: Arg) -> Any:
        """Returns the vector of an element, as exactly as the vector set has kept it.

        `VEMB key element [RAW]`

        Since Redis 8.0.0, not in Valkey 9.1. Complexity: O(D) where D is the number of dimensions. [Redis documentation](https://redis.io/docs/latest/commands/vemb/)
        """
    def vgetattr(self, *args: Arg) -> Any:
        """Returns the JSON attributes of an element in a vector set.

        `VGETATTR key element`

        Since Redis 8.0.0, not in Valkey 9.1. Complexity: O(1). [Redis documentation](https://redis.io/docs/latest/commands/vgetattr/)
        """
    def vinfo(self, *args: Arg) -> Any:
        """Returns the size, the dimensions and other properties of a vector set.

        `VINFO key`

        Since Redis 8.0.0, not in Valkey 9.1. Complexity: O(1). [Redis documentation](https://redis.io/docs/latest/commands/vinfo/)
        """
    def vismember(self, *args: Arg) -> Any:
        """Determines whether an element belongs to a vector set.

        `VISMEMBER key element`

        Since Redis 8.0.0, not in Valkey 9.1. Complexity: O(1). [Redis documentation](https://redis.io/docs/latest/commands/vismember/)
        """
    def vlinks(self, *args: Arg) -> Any:
        """Returns the neighbours of an element in the graph of a vector set, layer by layer.

        `VLINKS key element [WITHSCORES]`

        Since Redis 8.0.0, not in Valkey 9.1. Complexity: O(1). [Redis documentation](https://redis.io/docs/latest/commands/vlinks/)
        """
    def vrandmember(self, *args: Arg) -> Any:
        """Returns one or more random elements of a vector set.

        `VRANDMEMBER key [count]`

        Since Redis 8.0.0, not in Valkey 9.1. Complexity: O(N) where N is the number of elements returned. [Redis documentation](https://redis.io/docs/latest/commands/vrandmember/)
        """
    def vrem(self, *args: Arg) -> Any:
        """Removes an element from a vector set. Deletes the vector set if it was the last one.

        `VREM key element`

        Since Redis 8.0.0, not in Valkey 9.1. Complexity: O(log(N)) where N is the number of elements in the vector set. [Redis documentation](https://redis.io/docs/latest/commands/vrem/)
        """
    def vsetattr(self, *args: Arg) -> Any:
        """Sets the JSON attributes of an element in a vector set, or removes them if they are empty.

        `VSETATTR key element json`

        Since Redis 8.0.0, not in Valkey 9.1. Complexity: O(1). [Redis documentation](https://redis.io/docs/latest/commands/vsetattr/)
        """
    def vsim(self, *args: Arg) -> Any:
        """Returns the elements of a vector set that are most similar to a vector or to one of its elements.

        `VSIM key <ELE element | FP32 fp32-blob | VALUES num number [number ...]> [WITHSCORES] [WITHATTRIBS] [COUNT count] [EPSILON max-distance] [EF exploration-factor] [FILTER expression] [FILTER-EF max-filtering-effort] [TRUTH] [NOTHREAD]`

        Since Redis 8.0.0, not in Valkey 9.1. Complexity: O(log(N)) where N is the number of elements in the vector set. [Redis documentation](https://redis.io/docs/latest/commands/vsim/)
        """
    def wait(self, *args: Arg) -> int:
        """Blocks until the asynchronous replication of all preceding write commands sent by the connection is completed.

        `WAIT numreplicas timeout`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/wait/)
        """
    def waitaof(self, *args: Arg) -> Any:
        """Blocks until all of the preceding write commands sent by the connection are written to the append-only file of the primary and/or replicas.

        `WAITAOF numlocal numreplicas timeout`

        Since 7.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/waitaof/)
        """
    def watch(self, *args: Arg) -> _Str:
        """Monitors changes to keys to determine the execution of a transaction.

        `WATCH key [key ...]`

        Since 2.2.0. Complexity: O(1) for every key. [Valkey documentation](https://valkey.io/commands/watch/)
        """
    def xack(self, *args: Arg) -> int:
        """Returns the number of messages that were successfully acknowledged by the consumer group member of a stream.

        `XACK key group id [id ...]`

        Since 5.0.0. Complexity: O(1) for each message ID processed. [Valkey documentation](https://valkey.io/commands/xack/)
        """
    def xadd(self, *args: Arg) -> Optional[_Str]:
        """Appends a new message to a stream. Creates the key if it doesn't exist.

        `XADD key [NOMKSTREAM] [<MAXLEN | MINID> [= | ~] threshold [LIMIT count]] <* | id> field value [field value ...]`

        Since 5.0.0. Complexity: O(1) when adding a new entry, O(N) when trimming where N being the number of entries evicted. [Valkey documentation](https://valkey.io/commands/xadd/)
        """
    def xautoclaim(self, *args: Arg) -> Any:
        """Changes, or acquires, ownership of messages in a consumer group, as if the messages were delivered to a consumer group member.

        `XAUTOCLAIM key group consumer min-idle-time start [COUNT count] [JUSTID]`

        Since 6.2.0. Complexity: O(1) if COUNT is small. [Valkey documentation](https://valkey.io/commands/xautoclaim/)
        """
    def xclaim(self, *args: Arg) -> Any:
        """Changes, or acquires, ownership of a message in a consumer group, as if the message was delivered to a consumer group member.

        `XCLAIM key group consumer min-idle-time id [id ...] [IDLE ms] [TIME unix-time-milliseconds] [RETRYCOUNT count] [FORCE] [JUSTID] [LASTID lastid]`

        Since 5.0.0. Complexity: O(log N) with N being the number of messages in the PEL of the consumer group. [Valkey documentation](https://valkey.io/commands/xclaim/)
        """
    def xdel(self, *args: Arg) -> int:
        """Returns the number of messages after removing them from a stream.

        `XDEL key id [id ...]`

        Since 5.0.0. Complexity: O(1) for each single item to delete in the stream, regardless of the stream size. [Valkey documentation](https://valkey.io/commands/xdel/)
        """
    def xgroup_create(self, *args: Arg) -> _Str:
        """Creates a consumer group.

        `XGROUP CREATE key group <id | $> [MKSTREAM] [ENTRIESREAD entries-read]`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/xgroup-create/)
        """
    def xgroup_createconsumer(self, *args: Arg) -> int:
        """Creates a consumer in a consumer group.

        `XGROUP CREATECONSUMER key group consumer`

        Since 6.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/xgroup-createconsumer/)
        """
    def xgroup_delconsumer(self, *args: Arg) -> int:
        """Deletes a consumer from a consumer group.

        `XGROUP DELCONSUMER key group consumer`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/xgroup-delconsumer/)
        """
    def xgroup_destroy(self, *args: Arg) -> int:
        """Destroys a consumer group.

        `XGROUP DESTROY key group`

        Since 5.0.0. Complexity: O(N) where N is the number of entries in the group's pending entries list (PEL). [Valkey documentation](https://valkey.io/commands/xgroup-destroy/)
        """
    def xgroup_help(self, *args: Arg) -> Any:
        """Returns helpful text about the different subcommands.

        `XGROUP HELP`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/xgroup-help/)
        """
    def xgroup_setid(self, *args: Arg) -> Any:
        """Sets the last-delivered ID of a consumer group.

        `XGROUP SETID key group <id | $> [ENTRIESREAD entries-read]`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/xgroup-setid/)
        """
    def xinfo_consumers(self, *args: Arg) -> Any:
        """Returns a list of the consumers in a consumer group.

        `XINFO CONSUMERS key group`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/xinfo-consumers/)
        """
    def xinfo_groups(self, *args: Arg) -> Any:
        """Returns a list of the consumer groups of a stream.

        `XINFO GROUPS key`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/xinfo-groups/)
        """
    def xinfo_help(self, *args: Arg) -> Any:
        """Returns helpful text about the different subcommands.

        `XINFO HELP`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/xinfo-help/)
        """
    def xinfo_stream(self, *args: Arg) -> Any:
        """Returns information about a stream.

        `XINFO STREAM key [FULL [COUNT count]]`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/xinfo-stream/)
        """
    def xlen(self, *args: Arg) -> int:
        """Returns the number of messages in a stream.

        `XLEN key`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/xlen/)
        """
    def xpending(self, *args: Arg) -> Any:
        """Returns the information and entries from a stream consumer group's pending entries list.

        `XPENDING key group [[IDLE min-idle-time] start end count [consumer]]`

        Since 5.0.0. Complexity: O(N) with N being the number of elements returned, so asking for a small fixed number of entries per call is O(1). O(M), where M is the total number of entries scanned when used with the IDLE filter. When the command returns just the summary and the list of consumers is small, it runs in O(1) time; otherwise, an additional O(N) time for iterating every consumer. [Valkey documentation](https://valkey.io/commands/xpending/)
        """
    def xrange(self, *args: Arg) -> Any:
        """Returns the messages from a stream within a range of IDs.

        `XRANGE key start end [COUNT count]`

        Since 5.0.0. Complexity: O(N) with N being the number of elements being returned. If N is constant (e.g. always asking for the first 10 elements with COUNT), you can consider it O(1). [Valkey documentation](https://valkey.io/commands/xrange/)
        """
    def xread(self, *args: Arg) -> Any:
        """Returns messages from multiple streams with IDs greater than the ones requested. Blocks until a message is available otherwise.

        `XREAD [COUNT count] [BLOCK milliseconds] STREAMS key [key ...] id [id ...]`

        Since 5.0.0. [Valkey documentation](https://valkey.io/commands/xread/)
        """
    def xreadgroup(self, *args: Arg) -> Any:
        """Returns new or historical messages from a stream for a consumer in a group. Blocks until a message is available otherwise.

        `XREADGROUP GROUP group consumer [COUNT count] [BLOCK milliseconds] [NOACK] STREAMS key [key ...] id [id ...]`

        Since 5.0.0. Complexity: For each stream mentioned: O(M) with M being the number of elements returned. If M is constant (e.g. always asking for the first 10 elements with COUNT), you can consider it O(1). On the other side when XREADGROUP blocks, XADD will pay the O(N) time in order to serve the N clients blocked on the stream getting new data. [Valkey documentation](https://valkey.io/commands/xreadgroup/)
        """
    def xrevrange(self, *args: Arg) -> Any:
        """Returns the messages from a stream within a range of IDs in reverse order.

        `XREVRANGE key end start [COUNT count]`

        Since 5.0.0. Complexity: O(N) with N being the number of elements returned. If N is constant (e.g. always asking for the first 10 elements with COUNT), you can consider it O(1). [Valkey documentation](https://valkey.io/commands/xrevrange/)
        """
    def xsetid(self, *args: Arg) -> Any:
        """An internal command for replicating stream values.

        `XSETID key last-id [ENTRIESADDED entries-added] [MAXDELETEDID max-deleted-id]`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/xsetid/)
        """
    def xtrim(self, *args: Arg) -> int:
        """Deletes messages from the beginning of a stream.

        `XTRIM key <MAXLEN | MINID> [= | ~] threshold [LIMIT count]`

        Since 5.0.0. Complexity: O(N), with N being the number of evicted entries. Constant times are very small however, since entries are organized in macro nodes containing multiple entries that can be released with a single deallocation. [Valkey documentation](https://valkey.io/commands/xtrim/)
        """
    def zadd(self, *args: Arg) -> Any:
        """Adds one or more members to a sorted set, or updates their scores. Creates the key if it doesn't exist.

        `ZADD key [NX | XX] [GT | LT] [CH] [INCR] score member [score member ...]`

        Since 1.2.0. Complexity: O(log(N)) for each item added, where N is the number of elements in the sorted set. [Valkey documentation](https://valkey.io/commands/zadd/)
        """
    def zcard(self, *args: Arg) -> int:
        """Returns the number of members in a sorted set.

        `ZCARD key`

        Since 1.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/zcard/)
        """
    def zcount(self, *args: Arg) -> int:
        """Returns the count of members in a sorted set that have scores within a range.

        `ZCOUNT key min max`

        Since 2.0.0. Complexity: O(log(N)) with N being the number of elements in the sorted set. [Valkey documentation](https://valkey.io/commands/zcount/)
        """
    def zdiff(self, *args: Arg) -> Any:
        """Returns the difference between multiple sorted sets.

        `ZDIFF numkeys key [key ...] [WITHSCORES]`

        Since 6.2.0. Complexity: O(L + (N-K)log(N)) worst case where L is the total number of elements in all the sets, N is the size of the first set, and K is the size of the result set. [Valkey documentation](https://valkey.io/commands/zdiff/)
        """
    def zdiffstore(self, *args: Arg) -> int:
        """Stores the difference of multiple sorted sets in a key.

        `ZDIFFSTORE destination numkeys key [key ...]`

        Since 6.2.0. Complexity: O(L + (N-K)log(N)) worst case where L is the total number of elements in all the sets, N is the size of the first set, and K is the size of the result set. [Valkey documentation](https://valkey.io/commands/zdiffstore/)
        """
    def zincrby(self, *args: Arg) -> Any:
        """Increments the score of a member in a sorted set.

        `ZINCRBY key increment member`

        Since 1.2.0. Complexity: O(log(N)) where N is the number of elements in the sorted set. [Valkey documentation](https://valkey.io/commands/zincrby/)
        """
    def zinter(self, *args: Arg) -> Any:
        """Returns the intersect of multiple sorted sets.

        `ZINTER numkeys key [key ...] [WEIGHTS weight [weight ...]] [AGGREGATE <SUM | MIN | MAX>] [WITHSCORES]`

        Since 6.2.0. Complexity: O(N\\*K)+O(M\\*log(M)) worst case with N being the smallest input sorted set, K being the number of input sorted sets and M being the number of elements in the resulting sorted set. [Valkey documentation](https://valkey.io/commands/zinter/)
        """
    def zintercard(self, *args: Arg) -> int:
        """Returns the number of members of the intersect of multiple sorted sets.

        `ZINTERCARD numkeys key [key ...] [LIMIT limit]`

        Since 7.0.0. Complexity: O(N\\*K) worst case with N being the smallest input sorted set, K being the number of input sorted sets. [Valkey documentation](https://valkey.io/commands/zintercard/)
        """
    def zinterstore(self, *args: Arg) -> int:
        """Stores the intersect of multiple sorted sets in a key.

        `ZINTERSTORE destination numkeys key [key ...] [WEIGHTS weight [weight ...]] [AGGREGATE <SUM | MIN | MAX>]`

        Since 2.0.0. Complexity: O(N\\*K)+O(M\\*log(M)) worst case with N being the smallest input sorted set, K being the number of input sorted sets and M being the number of elements in the resulting sorted set. [Valkey documentation](https://valkey.io/commands/zinterstore/)
        """
    def zlexcount(self, *args: Arg) -> int:
        """Returns the number of members in a sorted set within a lexicographical range.

        `ZLEXCOUNT key min max`

        Since 2.8.9. Complexity: O(log(N)) with N being the number of elements in the sorted set. [Valkey documentation](https://valkey.io/commands/zlexcount/)
        """
    def zmpop(self, *args: Arg) -> Any:
        """Returns the highest- or lowest-scoring members from one or more sorted sets after removing them. Deletes the sorted set if the last member was popped.

        `ZMPOP numkeys key [key ...] <MIN | MAX> [COUNT count]`

        Since 7.0.0. Complexity: O(K) + O(M\\*log(N)) where K is the number of provided keys, N being the number of elements in the sorted set, and M being the number of elements popped. [Valkey documentation](https://valkey.io/commands/zmpop/)
        """
    def zmscore(self, *args: Arg) -> Any:
        """Returns the score of one or more members in a sorted set.

        `ZMSCORE key member [member ...]`

        Since 6.2.0. Complexity: O(N) where N is the number of members being requested. [Valkey documentation](https://valkey.io/commands/zmscore/)
        """
    def zpopmax(self, *args: Arg) -> Any:
        """Returns the highest-scoring members from a sorted set after removing them. Deletes the sorted set if the last member was popped.

        `ZPOPMAX key [count]`

        Since 5.0.0. Complexity: O(log(N)\\*M) with N being the number of elements in the sorted set, and M being the number of elements popped. [Valkey documentation](https://valkey.io/commands/zpopmax/)
        """
    def zpopmin(self, *args: Arg) -> Any:
        """Returns the lowest-scoring members from a sorted set after removing them. Deletes the sorted set if the last member was popped.

        `ZPOPMIN key [count]`

        Since 5.0.0. Complexity: O(log(N)\\*M) with N being the number of elements in the sorted set, and M being the number of elements popped. [Valkey documentation](https://valkey.io/commands/zpopmin/)
        """
    def zrandmember(self, *args: Arg) -> Any:
        """Returns one or more random members from a sorted set.

        `ZRANDMEMBER key [count [WITHSCORES]]`

        Since 6.2.0. Complexity: O(N) where N is the number of members returned. [Valkey documentation](https://valkey.io/commands/zrandmember/)
        """
    def zrange(self, *args: Arg) -> Any:
        """Returns members in a sorted set within a range of indexes.

        `ZRANGE key start stop [BYSCORE | BYLEX] [REV] [LIMIT offset count] [WITHSCORES]`

        Since 1.2.0. Complexity: O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements returned. [Valkey documentation](https://valkey.io/commands/zrange/)
        """
    def zrangebylex(self, *args: Arg) -> List[_Str]:
        """Returns members in a sorted set within a lexicographical range.

        `ZRANGEBYLEX key min max [LIMIT offset count]`

        Since 2.8.9. Complexity: O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements being returned. If M is constant (e.g. always asking for the first 10 elements with LIMIT), you can consider it O(log(N)). [Valkey documentation](https://valkey.io/commands/zrangebylex/)
        """
    def zrangebyscore(self, *args: Arg) -> Any:
        """Returns members in a sorted set within a range of scores.

        `ZRANGEBYSCORE key min max [WITHSCORES] [LIMIT offset count]`

        Since 1.0.5. Complexity: O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements being returned. If M is constant (e.g. always asking for the first 10 elements with LIMIT), you can consider it O(log(N)). [Valkey documentation](https://valkey.io/commands/zrangebyscore/)
        """
    def zrangestore(self, *args: Arg) -> int:
        """Stores a range of members from sorted set in a key.

        `ZRANGESTORE dst src min max [BYSCORE | BYLEX] [REV] [LIMIT offset count]`

        Since 6.2.0. Complexity: O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements stored into the destination key. [Valkey documentation](https://valkey.io/commands/zrangestore/)
        """
    def zrank(self, *args: Arg) -> Any:
        """Returns the index of a member in a sorted set ordered by ascending scores.

        `ZRANK key member [WITHSCORE]`

        Since 2.0.0. Complexity: O(log(N)). [Valkey documentation](https://valkey.io/commands/zrank/)
        """
    def zrem(self, *args: Arg) -> int:
        """Removes one or more members from a sorted set. Deletes the sorted set if all members were removed.

        `ZREM key member [member ...]`

        Since 1.2.0. Complexity: O(M\\*log(N)) with N being the number of elements in the sorted set and M the number of elements to be removed. [Valkey documentation](https://valkey.io/commands/zrem/)
        """
    def zremrangebylex(self, *args: Arg) -> int:
        """Removes members in a sorted set within a lexicographical range. Deletes the sorted set if all members were removed.

        `ZREMRANGEBYLEX key min max`

        Since 2.8.9. Complexity: O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements removed by the operation. [Valkey documentation](https://valkey.io/commands/zremrangebylex/)
        """
    def zremrangebyrank(self, *args: Arg) -> int:
        """Removes members in a sorted set within a range of indexes. Deletes the sorted set if all members were removed.

        `ZREMRANGEBYRANK key start stop`

        Since 2.0.0. Complexity: O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements removed by the operation. [Valkey documentation](https://valkey.io/commands/zremrangebyrank/)
        """
    def zremrangebyscore(self, *args: Arg) -> int:
        """Removes members in a sorted set within a range of scores. Deletes the sorted set if all members were removed.

        `ZREMRANGEBYSCORE key min max`

        Since 1.2.0. Complexity: O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements removed by the operation. [Valkey documentation](https://valkey.io/commands/zremrangebyscore/)
        """
    def zrevrange(self, *args: Arg) -> Any:
        """Returns members in a sorted set within a range of indexes in reverse order.

        `ZREVRANGE key start stop [WITHSCORES]`

        Since 1.2.0. Complexity: O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements returned. [Valkey documentation](https://valkey.io/commands/zrevrange/)
        """
    def zrevrangebylex(self, *args: Arg) -> List[_Str]:
        """Returns members in a sorted set within a lexicographical range in reverse order.

        `ZREVRANGEBYLEX key max min [LIMIT offset count]`

        Since 2.8.9. Complexity: O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements being returned. If M is constant (e.g. always asking for the first 10 elements with LIMIT), you can consider it O(log(N)). [Valkey documentation](https://valkey.io/commands/zrevrangebylex/)
        """
    def zrevrangebyscore(self, *args: Arg) -> Any:
        """Returns members in a sorted set within a range of scores in reverse order.

        `ZREVRANGEBYSCORE key max min [WITHSCORES] [LIMIT offset count]`

        Since 2.2.0. Complexity: O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements being returned. If M is constant (e.g. always asking for the first 10 elements with LIMIT), you can consider it O(log(N)). [Valkey documentation](https://valkey.io/commands/zrevrangebyscore/)
        """
    def zrevrank(self, *args: Arg) -> Any:
        """Returns the index of a member in a sorted set ordered by descending scores.

        `ZREVRANK key member [WITHSCORE]`

        Since 2.0.0. Complexity: O(log(N)). [Valkey documentation](https://valkey.io/commands/zrevrank/)
        """
    def zscan(self, *args: Arg) -> Any:
        """Iterates over members and scores of a sorted set.

        `ZSCAN key cursor [MATCH pattern] [COUNT count] [NOSCORES]`

        Since 2.8.0. Complexity: O(1) for every call. O(N) for a complete iteration, including enough command calls for the cursor to return back to 0. N is the number of elements inside the collection. [Valkey documentation](https://valkey.io/commands/zscan/)
        """
    def zscore(self, *args: Arg) -> Any:
        """Returns the score of a member in a sorted set.

        `ZSCORE key member`

        Since 1.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/zscore/)
        """
    def zunion(self, *args: Arg) -> Any:
        """Returns the union of multiple sorted sets.

        `ZUNION numkeys key [key ...] [WEIGHTS weight [weight ...]] [AGGREGATE <SUM | MIN | MAX>] [WITHSCORES]`

        Since 6.2.0. Complexity: O(N)+O(M\\*log(M)) with N being the sum of the sizes of the input sorted sets, and M being the number of elements in the resulting sorted set. [Valkey documentation](https://valkey.io/commands/zunion/)
        """
    def zunionstore(self, *args: Arg) -> int:
        """Stores the union of multiple sorted sets in a key.

        `ZUNIONSTORE destination numkeys key [key ...] [WEIGHTS weight [weight ...]] [AGGREGATE <SUM | MIN | MAX>]`

        Since 2.0.0. Complexity: O(N)+O(M log(M)) with N being the sum of the sizes of the input sorted sets, and M being the number of elements in the resulting sorted set. [Valkey documentation](https://valkey.io/commands/zunionstore/)
        """

class AsyncClient(Generic[_Str]):
    debug: bool
    def do_cmd(self, cmd: Arg, *args: Arg) -> "Future[Any]": ...
    def __call__(self, cmd: Arg, *args: Arg) -> "Future[Any]": ...
    def acl_cat(self, *args: Arg) -> "Future[List[_Str]]":
        """Lists the ACL categories, or the commands inside a category.

        `ACL CAT [category]`

        Since 6.0.0. Complexity: O(1) since the categories and commands are a fixed set. [Valkey documentation](https://valkey.io/commands/acl-cat/)
        """
    def acl_deluser(self, *args: Arg) -> "Future[Any]":
        """Deletes ACL users, and terminates their connections.

        `ACL DELUSER username [username ...]`

        Since 6.0.0. Complexity: O(1) amortized time considering the typical user. [Valkey documentation](https://valkey.io/commands/acl-deluser/)
        """
    def acl_dryrun(self, *args: Arg) -> "Future[Any]":
        """Simulates the execution of a command by a user, without executing the command.

        `ACL DRYRUN username command [arg [arg ...]]`

        Since 7.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/acl-dryrun/)
        """
    def acl_genpass(self, *args: Arg) -> "Future[_Str]":
        """Generates a pseudorandom, secure password that can be used to identify ACL users.

        `ACL GENPASS [bits]`

        Since 6.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/acl-genpass/)
        """
    def acl_getuser(self, *args: Arg) -> "Future[Any]":
        """Lists the ACL rules of a user.

        `ACL GETUSER username`

        Since 6.0.0. Complexity: O(N). Where N is the number of password, command and pattern rules that the user has. [Valkey documentation](https://valkey.io/commands/acl-getuser/)
        """
    def acl_help(self, *args: Arg) -> "Future[Any]":
        """Returns helpful text about the different subcommands.

        `ACL HELP`

        Since 6.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/acl-help/)
        """
    def acl_list(self, *args: Arg) -> "Future[List[_Str]]":
        """Dumps the effective rules in ACL file format.

        `ACL LIST`

        Since 6.0.0. Complexity: O(N). Where N is the number of configured users. [Valkey documentation](https://valkey.io/commands/acl-list/)
        """
    def acl_load(self, *args: Arg) -> "Future[Any]":
        """Reloads the rules from the configured ACL file.

        `ACL LOAD`

        Since 6.0.0. Complexity: O(N). Where N is the number of configured users. [Valkey documentation](https://valkey.io/commands/acl-load/)
        """
    def acl_log(self, *args: Arg) -> "Future[Any]":
        """Lists recent security events generated due to ACL rules.

        `ACL LOG [count | RESET]`

        Since 6.0.0. Complexity: O(N) with N being the number of entries shown. [Valkey documentation](https://valkey.io/commands/acl-log/)
        """
    def acl_save(self, *args: Arg) -> "Future[Any]":
        """Saves the effective ACL rules in the configured ACL file.

        `ACL SAVE`

        Since 6.0.0. Complexity: O(N). Where N is the number of configured users. [Valkey documentation](https://valkey.io/commands/acl-save/)
        """
    def acl_setuser(self, *args: Arg) -> "Future[Any]":
        """Creates and modifies an ACL user and its rules.

        `ACL SETUSER username [rule [rule ...]]`

        Since 6.0.0. Complexity: O(N). Where N is the number of rules provided. [Valkey documentation](https://valkey.io/commands/acl-setuser/)
        """
    def acl_users(self, *args: Arg) -> "Future[List[_Str]]":
        """Lists all ACL users.

        `ACL USERS`

        Since 6.0.0. Complexity: O(N). Where N is the number of configured users. [Valkey documentation](https://valkey.io/commands/acl-users/)
        """
    def acl_whoami(self, *args: Arg) -> "Future[_Str]":
        """Returns the authenticated username of the current connection.

        `ACL WHOAMI`

        Since 6.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/acl-whoami/)
        """
    def append(self, *args: Arg) -> "Future[int]":
        """Appends a string to the value of a key. Creates the key if it doesn't exist.

        `APPEND key value`

        Since 2.0.0. Complexity: O(1). The amortized time complexity is O(1) assuming the appended value is small and the already present value is of any size, since the dynamic string library used by the server will double the free space available on every reallocation. [Valkey documentation](https://valkey.io/commands/append/)
        """
    def asking(self, *args: Arg) -> "Future[Any]":
        """Signals that a cluster client is following an -ASK redirect.

        `ASKING`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/asking/)
        """
    def auth(self, *args: Arg) -> "Future[_Str]":
        """Authenticates the connection.

        `AUTH [username] password`

        Since 1.0.0. Complexity: O(N) where N is the number of passwords defined for the user. [Valkey documentation](https://valkey.io/commands/auth/)
        """
    def bgrewriteaof(self, *args: Arg) -> "Future[Any]":
        """Asynchronously rewrites the append-only file to disk.

        `BGREWRITEAOF`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/bgrewriteaof/)
        """
    def bgsave(self, *args: Arg) -> "Future[Any]":
        """Asynchronously saves the database(s) to disk.

        `BGSAVE [SCHEDULE | CANCEL]`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/bgsave/)
        """
    def bitcount(self, *args: Arg) -> "Future[int]":
        """Counts the number of set bits (population counting) in a string.

        `BITCOUNT key [start [end [BYTE | BIT]]]`

        Since 2.6.0. Complexity: O(N). [Valkey documentation](https://valkey.io/commands/bitcount/)
        """
    def bitfield(self, *args: Arg) -> "Future[Any]":
        """Performs arbitrary bitfield integer operations on strings.

        `BITFIELD key [<GET encoding offset | [OVERFLOW <WRAP | SAT | FAIL>] <SET encoding offset value | INCRBY encoding offset increment>> [<GET encoding offset | [OVERFLOW <WRAP | SAT | FAIL>] <SET encoding offset value | INCRBY encoding offset increment>> ...]]`

        Since 3.2.0. Complexity: O(1) for each subcommand specified. [Valkey documentation](https://valkey.io/commands/bitfield/)
        """
    def bitfield_ro(self, *args: Arg) -> "Future[Any]":
        """Performs arbitrary read-only bitfield integer operations on strings.

        `BITFIELD_RO key [GET encoding offset [GET encoding offset ...]]`

        Since 6.0.0. Complexity: O(1) for each subcommand specified. [Valkey documentation](https://valkey.io/commands/bitfield_ro/)
        """
    def bitop(self, *args: Arg) -> "Future[int]":
        """Performs bitwise operations on multiple strings, and stores the result.

        `BITOP <AND | OR | XOR | NOT> destkey key [key ...]`

        Since 2.6.0. Complexity: O(N). [Valkey documentation](https://valkey.io/commands/bitop/)
        """
    def bitpos(self, *args: Arg) -> "Future[int]":
        """Finds the first set (1) or clear (0) bit in a string.

        `BITPOS key bit [start [end [BYTE | BIT]]]`

        Since 2.8.7. Complexity: O(N). [Valkey documentation](https://valkey.io/commands/bitpos/)
        """
    def blmove(self, *args: Arg) -> "Future[Optional[_Str]]":
        """Pops an element from a list, pushes it to another list and returns it. Blocks until an element is available otherwise. Deletes the list if the last element was moved.

        `BLMOVE source destination <LEFT | RIGHT> <LEFT | RIGHT> timeout`

        Since 6.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/blmove/)
        """
    def blmpop(self, *args: Arg) -> "Future[Any]":
        """Pops the first element from one of multiple lists. Blocks until an element is available otherwise. Deletes the list if the last element was popped.

        `BLMPOP timeout numkeys key [key ...] <LEFT | RIGHT> [COUNT count]`

        Since 7.0.0. Complexity: O(N+M) where N is the number of provided keys and M is the number of elements returned. [Valkey documentation](https://valkey.io/commands/blmpop/)
        """
    def blpop(self, *args: Arg) -> "Future[Any]":
        """Removes and returns the first element in a list. Blocks until an element is available otherwise. Deletes the list if the last element was popped.

        `BLPOP key [key ...] timeout`

        Since 2.0.0. Complexity: O(N) where N is the number of provided keys. [Valkey documentation](https://valkey.io/commands/blpop/)
        """
    def brpop(self, *args: Arg) -> "Future[Any]":
        """Removes and returns the last element in a list. Blocks until an element is available otherwise. Deletes the list if the last element was popped.

        `BRPOP key [key ...] timeout`

        Since 2.0.0. Complexity: O(N) where N is the number of provided keys. [Valkey documentation](https://valkey.io/commands/brpop/)
        """
    def brpoplpush(self, *args: Arg) -> "Future[Optional[_Str]]":
        """Pops an element from a list, pushes it to another list and returns it. Blocks until an element is available otherwise. Deletes the list if the last element was popped.

        `BRPOPLPUSH source destination timeout`

        Since 2.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/brpoplpush/)
        """
    def bzmpop(self, *args: Arg) -> "Future[Any]":
        """Removes and returns a member by score from one or more sorted sets. Blocks until a member is available otherwise. Deletes the sorted set if the last element was popped.

        `BZMPOP timeout numkeys key [key ...] <MIN | MAX> [COUNT count]`

        Since 7.0.0. Complexity: O(K) + O(M\\*log(N)) where K is the number of provided keys, N being the number of elements in the sorted set, and M being the number of elements popped. [Valkey documentation](https://valkey.io/commands/bzmpop/)
        """
    def bzpopmax(self, *args: Arg) -> "Future[Any]":
        """Removes and returns the member with the highest score from one or more sorted sets. Blocks until a member is available otherwise. Deletes the sorted set if the last element was popped.

        `BZPOPMAX key [key ...] timeout`

        Since 5.0.0. Complexity: O(log(N)) with N being the number of elements in the sorted set. [Valkey documentation](https://valkey.io/commands/bzpopmax/)
        """
    def bzpopmin(self, *args: Arg) -> "Future[Any]":
        """Removes and returns the member with the lowest score from one or more sorted sets. Blocks until a member is available otherwise. Deletes the sorted set if the last element was popped.

        `BZPOPMIN key [key ...] timeout`

        Since 5.0.0. Complexity: O(log(N)) with N being the number of elements in the sorted set. [Valkey documentation](https://valkey.io/commands/bzpopmin/)
        """
    def client_caching(self, *args: Arg) -> "Future[Any]":
        """Instructs the server whether to track the keys in the next request.

        `CLIENT CACHING <YES | NO>`

        Since 6.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/client-caching/)
        """
    def client_capa(self, *args: Arg) -> "Future[Any]":
        """A client claims its capability.

        `CLIENT CAPA capability [capability ...]`

        Since 8.0.0, not in Redis 8.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/client-capa/)
        """
    def client_getname(self, *args: Arg) -> "Future[Optional[_Str]]":
        """Returns the name of the connection.

        `CLIENT GETNAME`

        Since 2.6.9. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/client-getname/)
        """
    def client_getredir(self, *args: Arg) -> "Future[int]":
        """Returns the client ID to which the connection's tracking notifications are redirected.

        `CLIENT GETREDIR`

        Since 6.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/client-getredir/)
        """
    def client_help(self, *args: Arg) -> "Future[Any]":
        """Returns helpful text about the different subcommands.

        `CLIENT HELP`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/client-help/)
        """
    def client_id(self, *args: Arg) -> "Future[int]":
        """Returns the unique client ID of the connection.

        `CLIENT ID`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/client-id/)
        """
    def client_import_source(self, *args: Arg) -> "Future[Any]":
        """Marks this client as an import source when the server is in import mode.

        `CLIENT IMPORT-SOURCE <ON | OFF>`

        Since 8.1.0, not in Redis 8.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/client-import-source/)
        """
    def client_info(self, *args: Arg) -> "Future[_Str]":
        """Returns information about the connection.

        `CLIENT INFO`

        Since 6.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/client-info/)
        """
    def client_kill(self, *args: Arg) -> "Future[Any]":
        """Terminates open connections.

        `CLIENT KILL <ip:port | <[ID client-id [client-id ...]] | [TYPE <NORMAL | MASTER | PRIMARY | SLAVE | REPLICA | PUBSUB>] | [USER username] | [ADDR ip:port] | [LADDR ip:port] | [SKIPME <YES | NO>] | [MAXAGE maxage] | [NAME name] | [IDLE idle] | [FLAGS flags] | [LIB-NAME lib-name] | [LIB-VER lib-ver] | [DB db] | [CAPA capa] | [IP ip] | [NOT-TYPE <NORMAL | MASTER | PRIMARY | SLAVE | REPLICA | PUBSUB>] | [NOT-ID not-client-id [not-client-id ...]] | [NOT-USER not-username] | [NOT-ADDR ip:port] | [NOT-LADDR ip:port] | [NOT-NAME not-name] | [NOT-FLAGS not-flags] | [NOT-LIB-NAME not-lib-name] | [NOT-LIB-VER not-lib-ver] | [NOT-DB not-db] | [NOT-CAPA not-capa] | [NOT-IP not-ip]> [<[ID client-id [client-id ...]] | [TYPE <NORMAL | MASTER | PRIMARY | SLAVE | REPLICA | PUBSUB>] | [USER username] | [ADDR ip:port] | [LADDR ip:port] | [SKIPME <YES | NO>] | [MAXAGE maxage] | [NAME name] | [IDLE idle] | [FLAGS flags] | [LIB-NAME lib-name] | [LIB-VER lib-ver] | [DB db] | [CAPA capa] | [IP ip] | [NOT-TYPE <NORMAL | MASTER | PRIMARY | SLAVE | REPLICA | PUBSUB>] | [NOT-ID not-client-id [not-client-id ...]] | [NOT-USER not-username] | [NOT-ADDR ip:port] | [NOT-LADDR ip:port] | [NOT-NAME not-name] | [NOT-FLAGS not-flags] | [NOT-LIB-NAME not-lib-name] | [NOT-LIB-VER not-lib-ver] | [NOT-DB not-db] | [NOT-CAPA not-capa] | [NOT-IP not-ip]> ...]>`

        Since 2.4.0. Complexity: O(N) where N is the number of client connections. [Valkey documentation](https://valkey.io/commands/client-kill/)
        """
    def client_list(self, *args: Arg) -> "Future[_Str]":
        """Lists open connections.

        `CLIENT LIST [TYPE <NORMAL | MASTER | REPLICA | PUBSUB>] [ID client-id [client-id ...]] [USER username] [ADDR ip:port] [LADDR ip:port] [SKIPME <YES | NO>] [MAXAGE maxage] [NAME name] [IDLE idle] [FLAGS flags] [LIB-NAME lib-name] [LIB-VER lib-ver] [DB db] [CAPA capa] [IP ip] [NOT-TYPE <NORMAL | MASTER | REPLICA | PUBSUB>] [NOT-ID not-client-id [not-client-id ...]] [NOT-USER not-username] [NOT-ADDR ip:port] [NOT-LADDR ip:port] [NOT-NAME not-name] [NOT-FLAGS not-flags] [NOT-LIB-NAME not-lib-name] [NOT-LIB-VER not-lib-ver] [NOT-DB not-db] [NOT-CAPA not-capa] [NOT-IP not-ip]`

        Since 2.4.0. Complexity: O(N) where N is the number of client connections. [Valkey documentation](https://valkey.io/commands/client-list/)
        """
    def client_no_evict(self, *args: Arg) -> "Future[Any]":
        """Sets the client eviction mode of the connection.

        `CLIENT NO-EVICT <ON | OFF>`

        Since 7.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/client-no-evict/)
        """
    def client_no_touch(self, *args: Arg) -> "Future[Any]":
        """Controls whether commands sent by the client affect the LRU/LFU of accessed keys.

        `CLIENT NO-TOUCH <ON | OFF>`

        Since 7.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/client-no-touch/)
        """
    def client_pause(self, *args: Arg) -> "Future[Any]":
        """Suspends commands processing.

        `CLIENT PAUSE timeout [WRITE | ALL]`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/client-pause/)
        """
    def client_setinfo(self, *args: Arg) -> "Future[Any]":
        """Sets information specific to the client or connection.

        `CLIENT SETINFO <LIB-NAME libname | LIB-VER libver>`

        Since 7.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/client-setinfo/)
        """
    def client_setname(self, *args: Arg) -> "Future[_Str]":
        """Sets the connection name.

        `CLIENT SETNAME connection-name`

        Since 2.6.9. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/client-setname/)
        """
    def client_tracking(self, *args: Arg) -> "Future[Any]":
        """Controls server-assisted client-side caching for the connection.

        `CLIENT TRACKING <ON | OFF> [REDIRECT client-id] [PREFIX prefix [PREFIX prefix ...]] [BCAST] [OPTIN] [OPTOUT] [NOLOOP]`

        Since 6.0.0. Complexity: O(1). Some options may introduce additional complexity. [Valkey documentation](https://valkey.io/commands/client-tracking/)
        """
    def client_trackinginfo(self, *args: Arg) -> "Future[Any]":
        """Returns information about server-assisted client-side caching for the connection.

        `CLIENT TRACKINGINFO`

        Since 6.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/client-trackinginfo/)
        """
    def client_unblock(self, *args: Arg) -> "Future[int]":
        """Unblocks a client blocked by a blocking command from a different connection.

        `CLIENT UNBLOCK client-id [TIMEOUT | ERROR]`

        Since 5.0.0. Complexity: O(log N) where N is the number of client connections. [Valkey documentation](https://valkey.io/commands/client-unblock/)
        """
    def client_unpause(self, *args: Arg) -> "Future[Any]":
        """Resumes processing commands from paused clients.

        `CLIENT UNPAUSE`

        Since 6.2.0. Complexity: O(N) Where N is the number of paused clients. [Valkey documentation](https://valkey.io/commands/client-unpause/)
        """
    def cluster_addslots(self, *args: Arg) -> "Future[Any]":
        """Assigns new hash slots to a node.

        `CLUSTER ADDSLOTS slot [slot ...]`

        Since 3.0.0. Complexity: O(N) where N is the total number of hash slot arguments. [Valkey documentation](https://valkey.io/commands/cluster-addslots/)
        """
    def cluster_addslotsrange(self, *args: Arg) -> "Future[Any]":
        """Assigns new hash slot ranges to a node.

        `CLUSTER ADDSLOTSRANGE start-slot end-slot [start-slot end-slot ...]`

        Since 7.0.0. Complexity: O(N) where N is the total number of the slots between the start slot and end slot arguments. [Valkey documentation](https://valkey.io/commands/cluster-addslotsrange/)
        """
    def cluster_bumpepoch(self, *args: Arg) -> "Future[Any]":
        """Advances the cluster config epoch.

        `CLUSTER BUMPEPOCH`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/cluster-bumpepoch/)
        """
    def cluster_cancelslotmigrations(self, *args: Arg) -> "Future[Any]":
        """Cancel all current ongoing slot migration operations.

        `CLUSTER CANCELSLOTMIGRATIONS`

        Since 9.0.0, not in Redis 8.0. Complexity: O(N), where N is the number of slot migration operations being cancelled. [Valkey documentation](https://valkey.io/commands/cluster-cancelslotmigrations/)
        """
    def cluster_count_failure_reports(self, *args: Arg) -> "Future[Any]":
        """Returns the number of active failure reports for a node. No new reports are created once the node is marked as failed.

        `CLUSTER COUNT-FAILURE-REPORTS node-id`

        Since 3.0.0. Complexity: O(N) where N is the number of failure reports. [Valkey documentation](https://valkey.io/commands/cluster-count-failure-reports/)
        """
    def cluster_countkeysinslot(self, *args: Arg) -> "Future[int]":
        """Returns the number of keys in a hash slot.

        `CLUSTER COUNTKEYSINSLOT slot`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/cluster-countkeysinslot/)
        """
    def cluster_delslots(self, *args: Arg) -> "Future[Any]":
        """Sets hash slots as unbound for a node.

        `CLUSTER DELSLOTS slot [slot ...]`

        Since 3.0.0. Complexity: O(N) where N is the total number of hash slot arguments. [Valkey documentation](https://valkey.io/commands/cluster-delslots/)
        """
    def cluster_delslotsrange(self, *args: Arg) -> "Future[Any]":
        """Sets hash slot ranges as unbound for a node.

        `CLUSTER DELSLOTSRANGE start-slot end-slot [start-slot end-slot ...]`

        Since 7.0.0. Complexity: O(N) where N is the total number of the slots between the start slot and end slot arguments. [Valkey documentation](https://valkey.io/commands/cluster-delslotsrange/)
        """
    def cluster_failover(self, *args: Arg) -> "Future[Any]":
        """Forces a replica to perform a manual failover of its primary.

        `CLUSTER FAILOVER [FORCE | TAKEOVER]`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/cluster-failover/)
        """
    def cluster_flushslot(self, *args: Arg) -> "Future[Any]":
        """Removes all keys from the target slot.

        `CLUSTER FLUSHSLOT slot [ASYNC | SYNC]`

        Since 9.0.0, not in Redis 8.0. Complexity: O(N) where N is the number of keys in the target slot. [Valkey documentation](https://valkey.io/commands/cluster-flushslot/)
        """
    def cluster_flushslots(self, *args: Arg) -> "Future[Any]":
        """Deletes all slots information from a node.

        `CLUSTER FLUSHSLOTS`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/cluster-flushslots/)
        """
    def cluster_forget(self, *args: Arg) -> "Future[Any]":
        """Removes a node from the nodes table.

        `CLUSTER FORGET node-id`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/cluster-forget/)
        """
    def cluster_getkeysinslot(self, *args: Arg) -> "Future[Any]":
        """Returns the key names in a hash slot.

        `CLUSTER GETKEYSINSLOT slot count`

        Since 3.0.0. Complexity: O(N) where N is the number of requested keys. [Valkey documentation](https://valkey.io/commands/cluster-getkeysinslot/)
        """
    def cluster_getslotmigrations(self, *args: Arg) -> "Future[Any]":
        """Gets the status of ongoing and recently finished slot import and export operations.

        `CLUSTER GETSLOTMIGRATIONS`

        Since 9.0.0, not in Redis 8.0. Complexity: O(N), where N is the number of active slot import and export jobs. [Valkey documentation](https://valkey.io/commands/cluster-getslotmigrations/)
        """
    def cluster_help(self, *args: Arg) -> "Future[Any]":
        """Returns helpful text about the different subcommands.

        `CLUSTER HELP`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/cluster-help/)
        """
    def cluster_info(self, *args: Arg) -> "Future[Any]":
        """Returns information about the state of a node.

        `CLUSTER INFO`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/cluster-info/)
        """
    def cluster_keyslot(self, *args: Arg) -> "Future[int]":
        """Returns the hash slot for a key.

        `CLUSTER KEYSLOT key`

        Since 3.0.0. Complexity: O(N) where N is the number of bytes in the key. [Valkey documentation](https://valkey.io/commands/cluster-keyslot/)
        """
    def cluster_links(self, *args: Arg) -> "Future[Any]":
        """Returns a list of all TCP links to and from peer nodes.

        `CLUSTER LINKS`

        Since 7.0.0. Complexity: O(N) where N is the total number of Cluster nodes. [Valkey documentation](https://valkey.io/commands/cluster-links/)
        """
    def cluster_meet(self, *args: Arg) -> "Future[Any]":
        """Forces a node to handshake with another node.

        `CLUSTER MEET ip port [cluster-bus-port]`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/cluster-meet/)
        """
    def cluster_migrateslots(self, *args: Arg) -> "Future[Any]":
        """Migrate the given slots from this node to the specified nodes.

        `CLUSTER MIGRATESLOTS SLOTSRANGE start-slot end-slot [start-slot end-slot ...] NODE node-id [SLOTSRANGE start-slot end-slot [start-slot end-slot ...] NODE node-id ...]`

        Since 9.0.0, not in Redis 8.0. Complexity: O(N) where N is the total number of the slots between all start slot and end slot arguments. [Valkey documentation](https://valkey.io/commands/cluster-migrateslots/)
        """
    def cluster_myid(self, *args: Arg) -> "Future[Any]":
        """Returns the ID of a node.

        `CLUSTER MYID`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/cluster-myid/)
        """
    def cluster_myshardid(self, *args: Arg) -> "Future[Any]":
        """Returns the shard ID of a node.

        `CLUSTER MYSHARDID`

        Since 7.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/cluster-myshardid/)
        """
    def cluster_nodes(self, *args: Arg) -> "Future[Any]":
        """Returns the cluster configuration for a node.

        `CLUSTER NODES`

        Since 3.0.0. Complexity: O(N) where N is the total number of Cluster nodes. [Valkey documentation](https://valkey.io/commands/cluster-nodes/)
        """
    def cluster_replicas(self, *args: Arg) -> "Future[Any]":
        """Lists the replica nodes of a primary node.

        `CLUSTER REPLICAS node-id`

        Since 5.0.0. Complexity: O(N) where N is the number of replicas. [Valkey documentation](https://valkey.io/commands/cluster-replicas/)
        """
    def cluster_replicate(self, *args: Arg) -> "Future[Any]":
        """Configures a node as replica of a primary node or detaches a replica from its primary.

        `CLUSTER REPLICATE <node-id | NO ONE>`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/cluster-replicate/)
        """
    def cluster_reset(self, *args: Arg) -> "Future[Any]":
        """Resets a node.

        `CLUSTER RESET [HARD | SOFT]`

        Since 3.0.0. Complexity: O(N) where N is the number of known nodes. The command may execute a FLUSHALL as a side effect. [Valkey documentation](https://valkey.io/commands/cluster-reset/)
        """
    def cluster_saveconfig(self, *args: Arg) -> "Future[Any]":
        """Forces a node to save the cluster configuration to disk.

        `CLUSTER SAVECONFIG`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/cluster-saveconfig/)
        """
    def cluster_set_config_epoch(self, *args: Arg) -> "Future[Any]":
        """Sets the configuration epoch for a new node.

        `CLUSTER SET-CONFIG-EPOCH config-epoch`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/cluster-set-config-epoch/)
        """
    def cluster_setslot(self, *args: Arg) -> "Future[Any]":
        """Binds a hash slot to a node.

        `CLUSTER SETSLOT slot <IMPORTING node-id | MIGRATING node-id | NODE node-id | STABLE> [TIMEOUT timeout]`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/cluster-setslot/)
        """
    def cluster_shards(self, *args: Arg) -> "Future[Any]":
        """Returns the mapping of cluster slots to shards.

        `CLUSTER SHARDS`

        Since 7.0.0. Complexity: O(N) where N is the total number of cluster nodes. [Valkey documentation](https://valkey.io/commands/cluster-shards/)
        """
    def cluster_slaves(self, *args: Arg) -> "Future[Any]":
        """Lists the replica nodes of a primary node.

        `CLUSTER SLAVES node-id`

        Since 3.0.0. Complexity: O(N) where N is the number of replicas. [Valkey documentation](https://valkey.io/commands/cluster-slaves/)

        Deprecated by Valkey since 5.0.0, replaced by `CLUSTER REPLICAS`.
        """
    def cluster_slot_stats(self, *args: Arg) -> "Future[Any]":
        """Return an array of slot usage statistics for slots assigned to the current node.

        `CLUSTER SLOT-STATS <SLOTSRANGE start-slot end-slot | ORDERBY metric [LIMIT limit] [ASC | DESC]>`

        Since 8.0.0, not in Redis 8.0. Complexity: O(N) where N is the total number of slots based on arguments. O(N\\*log(N)) with ORDERBY subcommand. [Valkey documentation](https://valkey.io/commands/cluster-slot-stats/)
        """
    def cluster_slots(self, *args: Arg) -> "Future[Any]":
        """Returns the mapping of cluster slots to nodes.

        `CLUSTER SLOTS`

        Since 3.0.0. Complexity: O(N) where N is the total number of Cluster nodes. [Valkey documentation](https://valkey.io/commands/cluster-slots/)
        """
    def cluster_syncslots(self, *args: Arg) -> "Future[Any]":
        """A container for internal slot migration commands.

        `CLUSTER SYNCSLOTS`

        Since 9.0.0, not in Redis 8.0. Complexity: Depends on subcommand. [Valkey documentation](https://valkey.io/commands/cluster-syncslots/)
        """
    def clusterscan(self, *args: Arg) -> "Future[Any]":
        """Iterates over the keys in the cluster.

        `CLUSTERSCAN cursor [MATCH match-pattern] [COUNT count] [TYPE type] [SLOT slot]`

        Since 9.1.0, not in Redis 8.0. Complexity: O(N) where N is the number of elements returned. [Valkey documentation](https://valkey.io/commands/clusterscan/)
        """
    def command(self, *args: Arg) -> "Future[Any]":
        """Returns detailed information about all commands.

        `COMMAND`

        Since 2.8.13. Complexity: O(N) where N is the total number of commands. [Valkey documentation](https://valkey.io/commands/command/)
        """
    def command_count(self, *args: Arg) -> "Future[int]":
        """Returns a count of commands.

        `COMMAND COUNT`

        Since 2.8.13. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/command-count/)
        """
    def command_docs(self, *args: Arg) -> "Future[Any]":
        """Returns documentary information about one, multiple or all commands.

        `COMMAND DOCS [command-name [command-name ...]]`

        Since 7.0.0. Complexity: O(N) where N is the number of commands to look up. [Valkey documentation](https://valkey.io/commands/command-docs/)
        """
    def command_getkeys(self, *args: Arg) -> "Future[List[_Str]]":
        """Extracts the key names from an arbitrary command.

        `COMMAND GETKEYS command [arg [arg ...]]`

        Since 2.8.13. Complexity: O(N) where N is the number of arguments to the command. [Valkey documentation](https://valkey.io/commands/command-getkeys/)
        """
    def command_getkeysandflags(self, *args: Arg) -> "Future[Any]":
        """Extracts the key names and access flags for an arbitrary command.

        `COMMAND GETKEYSANDFLAGS command [arg [arg ...]]`

        Since 7.0.0. Complexity: O(N) where N is the number of arguments to the command. [Valkey documentation](https://valkey.io/commands/command-getkeysandflags/)
        """
    def command_help(self, *args: Arg) -> "Future[Any]":
        """Returns helpful text about the different subcommands.

        `COMMAND HELP`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/command-help/)
        """
    def command_info(self, *args: Arg) -> "Future[Any]":
        """Returns information about one, multiple or all commands.

        `COMMAND INFO [command-name [command-name ...]]`

        Since 2.8.13. Complexity: O(N) where N is the number of commands to look up. [Valkey documentation](https://valkey.io/commands/command-info/)
        """
    def command_list(self, *args: Arg) -> "Future[List[_Str]]":
        """Returns a list of command names.

        `COMMAND LIST [FILTERBY <MODULE module-name | ACLCAT category | PATTERN pattern>]`

        Since 7.0.0. Complexity: O(N) where N is the total number of commands. [Valkey documentation](https://valkey.io/commands/command-list/)
        """
    def commandlog_get(self, *args: Arg) -> "Future[Any]":
        """Returns the specified command log's entries.

        `COMMANDLOG GET count <SLOW | LARGE-REQUEST | LARGE-REPLY>`

        Since 8.1.0, not in Redis 8.0. Complexity: O(N) where N is the number of entries returned. [Valkey documentation](https://valkey.io/commands/commandlog-get/)
        """
    def commandlog_help(self, *args: Arg) -> "Future[Any]":
        """Shows helpful text about the different subcommands.

        `COMMANDLOG HELP`

        Since 8.1.0, not in Redis 8.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/commandlog-help/)
        """
    def commandlog_len(self, *args: Arg) -> "Future[Any]":
        """Returns the number of entries in the specified type of command log.

        `COMMANDLOG LEN <SLOW | LARGE-REQUEST | LARGE-REPLY>`

        Since 8.1.0, not in Redis 8.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/commandlog-len/)
        """
    def commandlog_reset(self, *args: Arg) -> "Future[Any]":
        """Clears all entries from the specified type of command log.

        `COMMANDLOG RESET <SLOW | LARGE-REQUEST | LARGE-REPLY>`

        Since 8.1.0, not in Redis 8.0. Complexity: O(N) where N is the number of entries in the commandlog. [Valkey documentation](https://valkey.io/commands/commandlog-reset/)
        """
    def config_get(self, *args: Arg) -> "Future[Any]":
        """Returns the effective values of configuration parameters.

        `CONFIG GET parameter [parameter ...]`

        Since 2.0.0. Complexity: O(N) when N is the number of configuration parameters provided. [Valkey documentation](https://valkey.io/commands/config-get/)
        """
    def config_help(self, *args: Arg) -> "Future[Any]":
        """Returns helpful text about the different subcommands.

        `CONFIG HELP`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/config-help/)
        """
    def config_resetstat(self, *args: Arg) -> "Future[_Str]":
        """Resets the server's statistics.

        `CONFIG RESETSTAT`

        Since 2.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/config-resetstat/)
        """
    def config_rewrite(self, *args: Arg) -> "Future[_Str]":
        """Persists the effective configuration to file.

        `CONFIG REWRITE`

        Since 2.8.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/config-rewrite/)
        """
    def config_set(self, *args: Arg) -> "Future[_Str]":
        """Sets configuration parameters in-flight.

        `CONFIG SET parameter value [parameter value ...]`

        Since 2.0.0. Complexity: O(N) when N is the number of configuration parameters provided. [Valkey documentation](https://valkey.io/commands/config-set/)
        """
    def copy(self, *args: Arg) -> "Future[int]":
        """Copies the value of a key to a new key.

        `COPY source destination [DB destination-db] [REPLACE]`

        Since 6.2.0. Complexity: O(N) worst case for collections, where N is the number of nested items. O(1) for string values. [Valkey documentation](https://valkey.io/commands/copy/)
        """
    def dbsize(self, *args: Arg) -> "Future[int]":
        """Returns the number of keys in the database.

        `DBSIZE`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/dbsize/)
        """
    def decr(self, *args: Arg) -> "Future[int]":
        """Decrements the integer value of a key by one. Uses 0 as initial value if the key doesn't exist.

        `DECR key`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/decr/)
        """
    def decrby(self, *args: Arg) -> "Future[int]":
        """Decrements the integer value of a key by a number. Uses 0 as initial value if the key doesn't exist.

        `DECRBY key decrement`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/decrby/)
        """
    def delifeq(self, *args: Arg) -> "Future[Any]":
        """Delete key if value matches string.

        `DELIFEQ key value`

        Since 9.0.0, not in Redis 8.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/delifeq/)
        """
    def discard(self, *args: Arg) -> "Future[Any]":
        """Discards a transaction.

        `DISCARD`

        Since 2.0.0. Complexity: O(N), when N is the number of queued commands. [Valkey documentation](https://valkey.io/commands/discard/)
        """
    def dump(self, *args: Arg) -> "Future[Any]":
        """Returns a serialized representation of the value stored at a key.

        `DUMP key`

        Since 2.6.0. Complexity: O(1) to access the key and additional O(N\\*M) to serialize it, where N is the number of objects composing the value and M their average size. For small string values the time complexity is thus O(1)+O(1\\*M) where M is small, so simply O(1). [Valkey documentation](https://valkey.io/commands/dump/)
        """
    def echo(self, *args: Arg) -> "Future[_Str]":
        """Returns the given string.

        `ECHO message`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/echo/)
        """
    def eval(self, *args: Arg) -> "Future[Any]":
        """Executes a server-side Lua script.

        `EVAL script numkeys [key [key ...]] [arg [arg ...]]`

        Since 2.6.0. Complexity: Depends on the script that is executed. [Valkey documentation](https://valkey.io/commands/eval/)
        """
    def eval_ro(self, *args: Arg) -> "Future[Any]":
        """Executes a read-only server-side Lua script.

        `EVAL_RO script numkeys [key [key ...]] [arg [arg ...]]`

        Since 7.0.0. Complexity: Depends on the script that is executed. [Valkey documentation](https://valkey.io/commands/eval_ro/)
        """
    def evalsha(self, *args: Arg) -> "Future[Any]":
        """Executes a server-side Lua script by SHA1 digest.

        `EVALSHA sha1 numkeys [key [key ...]] [arg [arg ...]]`

        Since 2.6.0. Complexity: Depends on the script that is executed. [Valkey documentation](https://valkey.io/commands/evalsha/)
        """
    def evalsha_ro(self, *args: Arg) -> "Future[Any]":
        """Executes a read-only server-side Lua script by SHA1 digest.

        `EVALSHA_RO sha1 numkeys [key [key ...]] [arg [arg ...]]`

        Since 7.0.0. Complexity: Depends on the script that is executed. [Valkey documentation](https://valkey.io/commands/evalsha_ro/)
        """
    def exec(self, *args: Arg) -> "Future[Any]":
        """Executes all commands in a transaction.

        `EXEC`

        Since 1.2.0. Complexity: Depends on commands in the transaction. [Valkey documentation](https://valkey.io/commands/exec/)
        """
    def exists(self, *args: Arg) -> "Future[int]":
        """Determines whether one or more keys exist.

        `EXISTS key [key ...]`

        Since 1.0.0. Complexity: O(N) where N is the number of keys to check. [Valkey documentation](https://valkey.io/commands/exists/)
        """
    def expire(self, *args: Arg) -> "Future[int]":
        """Sets the expiration time of a key in seconds.

        `EXPIRE key seconds [NX | XX | GT | LT]`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/expire/)
        """
    def expireat(self, *args: Arg) -> "Future[int]":
        """Sets the expiration time of a key to a Unix timestamp.

        `EXPIREAT key unix-time-seconds [NX | XX | GT | LT]`

        Since 1.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/expireat/)
        """
    def expiretime(self, *args: Arg) -> "Future[int]":
        """Returns the expiration time of a key as a Unix timestamp.

        `EXPIRETIME key`

        Since 7.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/expiretime/)
        """
    def failover(self, *args: Arg) -> "Future[Any]":
        """Starts a coordinated failover from a server to one of its replicas.

        `FAILOVER [TO host port [FORCE]] [ABORT] [TIMEOUT milliseconds]`

        Since 6.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/failover/)
        """
    def fcall(self, *args: Arg) -> "Future[Any]":
        """Invokes a function.

        `FCALL function numkeys [key [key ...]] [arg [arg ...]]`

        Since 7.0.0. Complexity: Depends on the function that is executed. [Valkey documentation](https://valkey.io/commands/fcall/)
        """
    def fcall_ro(self, *args: Arg) -> "Future[Any]":
        """Invokes a read-only function.

        `FCALL_RO function numkeys [key [key ...]] [arg [arg ...]]`

        Since 7.0.0. Complexity: Depends on the function that is executed. [Valkey documentation](https://valkey.io/commands/fcall_ro/)
        """
    def flushall(self, *args: Arg) -> "Future[_Str]":
        """Removes all keys from all databases.

        `FLUSHALL [ASYNC | SYNC]`

        Since 1.0.0. Complexity: O(N) where N is the total number of keys in all databases. [Valkey documentation](https://valkey.io/commands/flushall/)
        """
    def flushdb(self, *args: Arg) -> "Future[_Str]":
        """Removes all keys from the current database.

        `FLUSHDB [ASYNC | SYNC]`

        Since 1.0.0. Complexity: O(N) where N is the number of keys in the selected database. [Valkey documentation](https://valkey.io/commands/flushdb/)
        """
    def function_delete(self, *args: Arg) -> "Future[Any]":
        """Deletes a library and its functions.

        `FUNCTION DELETE library-name`

        Since 7.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/function-delete/)
        """
    def function_dump(self, *args: Arg) -> "Future[Any]":
        """Dumps all libraries into a serialized binary payload.

        `FUNCTION DUMP`

        Since 7.0.0. Complexity: O(N) where N is the number of functions. [Valkey documentation](https://valkey.io/commands/function-dump/)
        """
    def function_flush(self, *args: Arg) -> "Future[Any]":
        """Deletes all libraries and functions.

        `FUNCTION FLUSH [ASYNC | SYNC]`

        Since 7.0.0. Complexity: O(N) where N is the number of functions deleted. [Valkey documentation](https://valkey.io/commands/function-flush/)
        """
    def function_help(self, *args: Arg) -> "Future[Any]":
        """Returns helpful text about the different subcommands.

        `FUNCTION HELP`

        Since 7.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/function-help/)
        """
    def function_kill(self, *args: Arg) -> "Future[Any]":
        """Terminates a function during execution.

        `FUNCTION KILL`

        Since 7.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/function-kill/)
        """
    def function_list(self, *args: Arg) -> "Future[Any]":
        """Returns information about all libraries.

        `FUNCTION LIST [LIBRARYNAME library-name-pattern] [WITHCODE]`

        Since 7.0.0. Complexity: O(N) where N is the number of functions. [Valkey documentation](https://valkey.io/commands/function-list/)
        """
    def function_load(self, *args: Arg) -> "Future[_Str]":
        """Creates a library.

        `FUNCTION LOAD [REPLACE] function-code`

        Since 7.0.0. Complexity: O(1) (considering compilation time is redundant). [Valkey documentation](https://valkey.io/commands/function-load/)
        """
    def function_restore(self, *args: Arg) -> "Future[Any]":
        """Restores all libraries from a payload.

        `FUNCTION RESTORE serialized-value [FLUSH | APPEND | REPLACE]`

        Since 7.0.0. Complexity: O(N) where N is the number of functions on the payload. [Valkey documentation](https://valkey.io/commands/function-restore/)
        """
    def function_stats(self, *args: Arg) -> "Future[Any]":
        """Returns information about a function during execution.

        `FUNCTION STATS`

        Since 7.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/function-stats/)
        """
    def geoadd(self, *args: Arg) -> "Future[int]":
        """Adds one or more members to a geospatial index. The key is created if it doesn't exist.

        `GEOADD key [NX | XX] [CH] longitude latitude member [longitude latitude member ...]`

        Since 3.2.0. Complexity: O(log(N)) for each item added, where N is the number of elements in the sorted set. [Valkey documentation](https://valkey.io/commands/geoadd/)
        """
    def geodist(self, *args: Arg) -> "Future[Any]":
        """Returns the distance between two members of a geospatial index.

        `GEODIST key member1 member2 [M | KM | FT | MI]`

        Since 3.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/geodist/)
        """
    def geohash(self, *args: Arg) -> "Future[List[Optional[_Str]]]":
        """Returns members from a geospatial index as geohash strings.

        `GEOHASH key [member [member ...]]`

        Since 3.2.0. Complexity: O(1) for each member requested. [Valkey documentation](https://valkey.io/commands/geohash/)
        """
    def geopos(self, *args: Arg) -> "Future[Any]":
        """Returns the longitude and latitude of members from a geospatial index.

        `GEOPOS key [member [member ...]]`

        Since 3.2.0. Complexity: O(1) for each member requested. [Valkey documentation](https://valkey.io/commands/geopos/)
        """
    def georadius(self, *args: Arg) -> "Future[Any]":
        """Queries a geospatial index for members within a distance from a coordinate, optionally stores the result.

        `GEORADIUS key longitude latitude radius <M | KM | FT | MI> [WITHCOORD] [WITHDIST] [WITHHASH] [COUNT count [ANY]] [ASC | DESC] [STORE key | STOREDIST key]`

        Since 3.2.0. Complexity: O(N+log(M)) where N is the number of elements inside the bounding box of the circular area delimited by center and radius and M is the number of items inside the index. [Valkey documentation](https://valkey.io/commands/georadius/)
        """
    def georadius_ro(self, *args: Arg) -> "Future[Any]":
        """Returns members from a geospatial index that are within a distance from a coordinate.

        `GEORADIUS_RO key longitude latitude radius <M | KM | FT | MI> [WITHCOORD] [WITHDIST] [WITHHASH] [COUNT count [ANY]] [ASC | DESC]`

        Since 3.2.10. Complexity: O(N+log(M)) where N is the number of elements inside the bounding box of the circular area delimited by center and radius and M is the number of items inside the index. [Valkey documentation](https://valkey.io/commands/georadius_ro/)
        """
    def georadiusbymember(self, *args: Arg) -> "Future[Any]":
        """Queries a geospatial index for members within a distance from a member, optionally stores the result.

        `GEORADIUSBYMEMBER key member radius <M | KM | FT | MI> [WITHCOORD] [WITHDIST] [WITHHASH] [COUNT count [ANY]] [ASC | DESC] [STORE key | STOREDIST key]`

        Since 3.2.0. Complexity: O(N+log(M)) where N is the number of elements inside the bounding box of the circular area delimited by center and radius and M is the number of items inside the index. [Valkey documentation](https://valkey.io/commands/georadiusbymember/)
        """
    def georadiusbymember_ro(self, *args: Arg) -> "Future[Any]":
        """Returns members from a geospatial index that are within a distance from a member.

        `GEORADIUSBYMEMBER_RO key member radius <M | KM | FT | MI> [WITHCOORD] [WITHDIST] [WITHHASH] [COUNT count [ANY]] [ASC | DESC]`

        Since 3.2.10. Complexity: O(N+log(M)) where N is the number of elements inside the bounding box of the circular area delimited by center and radius and M is the number of items inside the index. [Valkey documentation](https://valkey.io/commands/georadiusbymember_ro/)
        """
    def geosearch(self, *args: Arg) -> "Future[Any]":
        """Queries a geospatial index for members inside an area of a box, circle, or a polygon.

        `GEOSEARCH key [FROMMEMBER member | FROMLONLAT longitude latitude] <BYRADIUS radius <M | KM | FT | MI> | BYBOX width height <M | KM | FT | MI> | BYPOLYGON num-vertices longitude latitude [longitude latitude ...]> [ASC | DESC] [COUNT count [ANY]] [WITHCOORD] [WITHDIST] [WITHHASH]`

        Since 6.2.0. Complexity: O(N+log(M)) where N is the number of elements in the grid-aligned bounding box area around the shape provided as the filter and M is the number of items inside the shape. [Valkey documentation](https://valkey.io/commands/geosearch/)
        """
    def geosearchstore(self, *args: Arg) -> "Future[int]":
        """Queries a geospatial index for members inside an area of a box, a circle, or a polygon, optionally stores the result.

        `GEOSEARCHSTORE destination source [FROMMEMBER member | FROMLONLAT longitude latitude] <BYRADIUS radius <M | KM | FT | MI> | BYBOX width height <M | KM | FT | MI> | BYPOLYGON num-vertices longitude latitude [longitude latitude ...]> [ASC | DESC] [COUNT count [ANY]] [STOREDIST]`

        Since 6.2.0. Complexity: O(N+log(M)) where N is the number of elements in the grid-aligned bounding box area around the shape provided as the filter and M is the number of items inside the shape. [Valkey documentation](https://valkey.io/commands/geosearchstore/)
        """
    def get(self, *args: Arg) -> "Future[Optional[_Str]]":
        """Returns the string value of a key.

        `GET key`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/get/)
        """
    def getbit(self, *args: Arg) -> "Future[int]":
        """Returns a bit value by offset.

        `GETBIT key offset`

        Since 2.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/getbit/)
        """
    def getdel(self, *args: Arg) -> "Future[Optional[_Str]]":
        """Returns the string value of a key after deleting the key.

        `GETDEL key`

        Since 6.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/getdel/)
        """
    def getex(self, *args: Arg) -> "Future[Optional[_Str]]":
        """Returns the string value of a key after setting its expiration time.

        `GETEX key [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | PERSIST]`

        Since 6.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/getex/)
        """
    def getrange(self, *args: Arg) -> "Future[_Str]":
        """Returns a substring of the string stored at a key.

        `GETRANGE key start end`

        Since 2.4.0. Complexity: O(N) where N is the length of the returned string. The complexity is ultimately determined by the returned length, but because creating a substring from an existing string is very cheap, it can be considered O(1) for small strings. [Valkey documentation](https://valkey.io/commands/getrange/)
        """
    def getset(self, *args: Arg) -> "Future[Optional[_Str]]":
        """Returns the previous string value of a key after setting it to a new value.

        `GETSET key value`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/getset/)
        """
    def hdel(self, *args: Arg) -> "Future[int]":
        """Deletes one or more fields and their values from a hash. Deletes the hash if no fields remain.

        `HDEL key field [field ...]`

        Since 2.0.0. Complexity: O(N) where N is the number of fields to be removed. [Valkey documentation](https://valkey.io/commands/hdel/)
        """
    def hello(self, *args: Arg) -> "Future[Any]":
        """Handshakes with the server.

        `HELLO [protover [AUTH username password] [SETNAME clientname]]`

        Since 6.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/hello/)
        """
    def hexists(self, *args: Arg) -> "Future[int]":
        """Determines whether a field exists in a hash.

        `HEXISTS key field`

        Since 2.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/hexists/)
        """
    def hexpire(self, *args: Arg) -> "Future[Any]":
        """Sets expiry time on hash fields.

        `HEXPIRE key seconds [NX | XX | GT | LT] FIELDS numfields field [field ...]`

        Since 9.0.0 (Redis 7.4.0). Complexity: O(N) where N is the number of specified fields. [Valkey documentation](https://valkey.io/commands/hexpire/)
        """
    def hexpireat(self, *args: Arg) -> "Future[Any]":
        """Sets expiry time on hash fields.

        `HEXPIREAT key unix-time-seconds [NX | XX | GT | LT] FIELDS numfields field [field ...]`

        Since 9.0.0 (Redis 7.4.0). Complexity: O(N) where N is the number of specified fields. [Valkey documentation](https://valkey.io/commands/hexpireat/)
        """
    def hexpiretime(self, *args: Arg) -> "Future[Any]":
        """Returns Unix timestamps in seconds since the epoch at which the given key's field(s) will expire.

        `HEXPIRETIME key FIELDS numfields field [field ...]`

        Since 9.0.0 (Redis 7.4.0). Complexity: O(N) where N is the number of specified fields. [Valkey documentation](https://valkey.io/commands/hexpiretime/)
        """
    def hget(self, *args: Arg) -> "Future[Optional[_Str]]":
        """Returns the value of a field in a hash.

        `HGET key field`

        Since 2.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/hget/)
        """
    def hgetall(self, *args: Arg) -> "Future[Any]":
        """Returns all fields and values in a hash.

        `HGETALL key`

        Since 2.0.0. Complexity: O(N) where N is the size of the hash. [Valkey documentation](https://valkey.io/commands/hgetall/)
        """
    def hgetdel(self, *args: Arg) -> "Future[Any]":
        """Returns the values of one or more fields and deletes them from a hash.

        `HGETDEL key FIELDS numfields field [field ...]`

        Since 9.1.0 (Redis 8.0.0). Complexity: O(N) where N is the number of fields to be retrieved and deleted. [Valkey documentation](https://valkey.io/commands/hgetdel/)
        """
    def hgetex(self, *args: Arg) -> "Future[Any]":
        """Gets the value of one or more fields of a given hash key, and optionally sets their expiration time or time-to-live (TTL).

        `HGETEX key [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | PERSIST] FIELDS numfields field [field ...]`

        Since 9.0.0 (Redis 8.0.0). Complexity: O(N) where N is the number of specified fields. [Valkey documentation](https://valkey.io/commands/hgetex/)
        """
    def hincrby(self, *args: Arg) -> "Future[int]":
        """Increments the integer value of a field in a hash by a number. Uses 0 as initial value if the field doesn't exist.

        `HINCRBY key field increment`

        Since 2.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/hincrby/)
        """
    def hincrbyfloat(self, *args: Arg) -> "Future[_Str]":
        """Increments the floating point value of a field by a number. Uses 0 as initial value if the field doesn't exist.

        `HINCRBYFLOAT key field increment`

        Since 2.6.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/hincrbyfloat/)
        """
    def hkeys(self, *args: Arg) -> "Future[List[_Str]]":
        """Returns all fields in a hash.

        `HKEYS key`

        Since 2.0.0. Complexity: O(N) where N is the size of the hash. [Valkey documentation](https://valkey.io/commands/hkeys/)
        """
    def hlen(self, *args: Arg) -> "Future[int]":
        """Returns the number of fields in a hash.

        `HLEN key`

        Since 2.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/hlen/)
        """
    def hmget(self, *args: Arg) -> "Future[List[Optional[_Str]]]":
        """Returns the values of all fields in a hash.

        `HMGET key field [field ...]`

        Since 2.0.0. Complexity: O(N) where N is the number of fields being requested. [Valkey documentation](https://valkey.io/commands/hmget/)
        """
    def hmset(self, *args: Arg) -> "Future[_Str]":
        """Sets the values of multiple fields.

        `HMSET key field value [field value ...]`

        Since 2.0.0. Complexity: O(N) where N is the number of fields being set. [Valkey documentation](https://valkey.io/commands/hmset/)
        """
    def hpersist(self, *args: Arg) -> "Future[Any]":
        """Remove the existing expiration on a hash key's field(s).

        `HPERSIST key FIELDS numfields field [field ...]`

        Since 9.0.0 (Redis 7.4.0). Complexity: O(N) where N is the number of specified fields. [Valkey documentation](https://valkey.io/commands/hpersist/)
        """
    def hpexpire(self, *args: Arg) -> "Future[Any]":
        """Sets expiry time on hash object.

        `HPEXPIRE key milliseconds [NX | XX | GT | LT] FIELDS numfields field [field ...]`

        Since 9.0.0 (Redis 7.4.0). Complexity: O(N) where N is the number of specified fields. [Valkey documentation](https://valkey.io/commands/hpexpire/)
        """
    def hpexpireat(self, *args: Arg) -> "Future[Any]":
        """Sets expiration time on hash field.

        `HPEXPIREAT key unix-time-milliseconds [NX | XX | GT | LT] FIELDS numfields field [field ...]`

        Since 9.0.0 (Redis 7.4.0). Complexity: O(N) where N is the number of specified fields. [Valkey documentation](https://valkey.io/commands/hpexpireat/)
        """
    def hpexpiretime(self, *args: Arg) -> "Future[Any]":
        """Returns the Unix timestamp in milliseconds since Unix epoch at which the given key's field(s) will expire.

        `HPEXPIRETIME key FIELDS numfields field [field ...]`

        Since 9.0.0 (Redis 7.4.0). Complexity: O(N) where N is the number of specified fields. [Valkey documentation](https://valkey.io/commands/hpexpiretime/)
        """
    def hpttl(self, *args: Arg) -> "Future[Any]":
        """Returns the remaining time to live in milliseconds of a hash key's field(s) that have an associated expiration.

        `HPTTL key FIELDS numfields field [field ...]`

        Since 9.0.0 (Redis 7.4.0). Complexity: O(N) where N is the number of specified fields. [Valkey documentation](https://valkey.io/commands/hpttl/)
        """
    def hrandfield(self, *args: Arg) -> "Future[Any]":
        """Returns one or more random fields from a hash.

        `HRANDFIELD key [count [WITHVALUES]]`

        Since 6.2.0. Complexity: O(N) where N is the number of fields returned. [Valkey documentation](https://valkey.io/commands/hrandfield/)
        """
    def hscan(self, *args: Arg) -> "Future[Any]":
        """Iterates over fields and values of a hash.

        `HSCAN key cursor [MATCH pattern] [COUNT count] [NOVALUES]`

        Since 2.8.0. Complexity: O(1) for every call. O(N) for a complete iteration, including enough command calls for the cursor to return back to 0. N is the number of elements inside the collection. [Valkey documentation](https://valkey.io/commands/hscan/)
        """
    def hset(self, *args: Arg) -> "Future[int]":
        """Creates or modifies the value of a field in a hash.

        `HSET key field value [field value ...]`

        Since 2.0.0. Complexity: O(1) for each field/value pair added, so O(N) to add N field/value pairs when the command is called with multiple field/value pairs. [Valkey documentation](https://valkey.io/commands/hset/)
        """
    def hsetex(self, *args: Arg) -> "Future[Any]":
        """Sets the value of one or more fields of a given hash key, and optionally sets their expiration time.

        `HSETEX key [NX | XX] [FNX | FXX] [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | KEEPTTL] FIELDS numfields field value [field value ...]`

        Since 9.0.0 (Redis 8.0.0). Complexity: O(N) where N is the number of specified fields. [Valkey documentation](https://valkey.io/commands/hsetex/)
        """
    def hsetnx(self, *args: Arg) -> "Future[int]":
        """Sets the value of a field in a hash only when the field doesn't exist.

        `HSETNX key field value`

        Since 2.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/hsetnx/)
        """
    def hstrlen(self, *args: Arg) -> "Future[int]":
        """Returns the length of the value of a field.

        `HSTRLEN key field`

        Since 3.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/hstrlen/)
        """
    def httl(self, *args: Arg) -> "Future[Any]":
        """Returns the remaining time to live (in seconds) of a hash key's field(s) that have an associated expiration.

        `HTTL key FIELDS numfields field [field ...]`

        Since 9.0.0 (Redis 7.4.0). Complexity: O(N) where N is the number of specified fields. [Valkey documentation](https://valkey.io/commands/httl/)
        """
    def hvals(self, *args: Arg) -> "Future[List[_Str]]":
        """Returns all values in a hash.

        `HVALS key`

        Since 2.0.0. Complexity: O(N) where N is the size of the hash. [Valkey documentation](https://valkey.io/commands/hvals/)
        """
    def incr(self, *args: Arg) -> "Future[int]":
        """Increments the integer value of a key by one. Uses 0 as initial value if the key doesn't exist.

        `INCR key`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/incr/)
        """
    def incrby(self, *args: Arg) -> "Future[int]":
        """Increments the integer value of a key by a number. Uses 0 as initial value if the key doesn't exist.

        `INCRBY key increment`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/incrby/)
        """
    def incrbyfloat(self, *args: Arg) -> "Future[_Str]":
        """Increments the floating point value of a key by a number. Uses 0 as initial value if the key doesn't exist.

        `INCRBYFLOAT key increment`

        Since 2.6.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/incrbyfloat/)
        """
    def info(self, *args: Arg) -> "Future[_Str]":
        """Returns information and statistics about the server.

        `INFO [section [section ...]]`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/info/)
        """
    def keys(self, *args: Arg) -> "Future[List[_Str]]":
        """Returns all key names that match a pattern.

        `KEYS pattern`

        Since 1.0.0. Complexity: O(N) with N being the number of keys in the database, under the assumption that the key names in the database and the given pattern have limited length. [Valkey documentation](https://valkey.io/commands/keys/)
        """
    def lastsave(self, *args: Arg) -> "Future[int]":
        """Returns the Unix timestamp of the last successful save to disk.

        `LASTSAVE`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/lastsave/)
        """
    def latency_doctor(self, *args: Arg) -> "Future[Any]":
        """Returns a human-readable latency analysis report.

        `LATENCY DOCTOR`

        Since 2.8.13. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/latency-doctor/)
        """
    def latency_graph(self, *args: Arg) -> "Future[Any]":
        """Returns a latency graph for an event.

        `LATENCY GRAPH event`

        Since 2.8.13. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/latency-graph/)
        """
    def latency_help(self, *args: Arg) -> "Future[Any]":
        """Returns helpful text about the different subcommands.

        `LATENCY HELP`

        Since 2.8.13. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/latency-help/)
        """
    def latency_histogram(self, *args: Arg) -> "Future[Any]":
        """Returns the cumulative distribution of latencies of a subset or all commands.

        `LATENCY HISTOGRAM [command [command ...]]`

        Since 7.0.0. Complexity: O(N) where N is the number of commands with latency information being retrieved. [Valkey documentation](https://valkey.io/commands/latency-histogram/)
        """
    def latency_history(self, *args: Arg) -> "Future[Any]":
        """Returns timestamp-latency samples for an event.

        `LATENCY HISTORY event`

        Since 2.8.13. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/latency-history/)
        """
    def latency_latest(self, *args: Arg) -> "Future[Any]":
        """Returns the latest latency samples for all events.

        `LATENCY LATEST`

        Since 2.8.13. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/latency-latest/)
        """
    def latency_reset(self, *args: Arg) -> "Future[Any]":
        """Resets the latency data for one or more events.

        `LATENCY RESET [event [event ...]]`

        Since 2.8.13. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/latency-reset/)
        """
    def lcs(self, *args: Arg) -> "Future[Any]":
        """Finds the longest common substring.

        `LCS key1 key2 [LEN] [IDX] [MINMATCHLEN min-match-len] [WITHMATCHLEN]`

        Since 7.0.0. Complexity: O(N\\*M) where N and M are the lengths of s1 and s2, respectively. [Valkey documentation](https://valkey.io/commands/lcs/)
        """
    def lindex(self, *args: Arg) -> "Future[Optional[_Str]]":
        """Returns an element from a list by its index.

        `LINDEX key index`

        Since 1.0.0. Complexity: O(N) where N is the number of elements to traverse to get to the element at index. This makes asking for the first or the last element of the list O(1). [Valkey documentation](https://valkey.io/commands/lindex/)
        """
    def linsert(self, *args: Arg) -> "Future[int]":
        """Inserts an element before or after another element in a list.

        `LINSERT key <BEFORE | AFTER> pivot element`

        Since 2.2.0. Complexity: O(N) where N is the number of elements to traverse before seeing the value pivot. This means that inserting somewhere on the left end on the list (head) can be considered O(1) and inserting somewhere on the right end (tail) is O(N). [Valkey documentation](https://valkey.io/commands/linsert/)
        """
    def llen(self, *args: Arg) -> "Future[int]":
        """Returns the length of a list.

        `LLEN key`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/llen/)
        """
    def lmove(self, *args: Arg) -> "Future[Optional[_Str]]":
        """Returns an element after popping it from one list and pushing it to another. Deletes the list if the last element was moved.

        `LMOVE source destination <LEFT | RIGHT> <LEFT | RIGHT>`

        Since 6.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/lmove/)
        """
    def lmpop(self, *args: Arg) -> "Future[Any]":
        """Returns multiple elements from a list after removing them. Deletes the list if the last element was popped.

        `LMPOP numkeys key [key ...] <LEFT | RIGHT> [COUNT count]`

        Since 7.0.0. Complexity: O(N+M) where N is the number of provided keys and M is the number of elements returned. [Valkey documentation](https://valkey.io/commands/lmpop/)
        """
    def lolwut(self, *args: Arg) -> "Future[Any]":
        """Displays computer art and the server version.

        `LOLWUT [VERSION version]`

        Since 5.0.0. [Valkey documentation](https://valkey.io/commands/lolwut/)
        """
    def lpop(self, *args: Arg) -> "Future[Any]":
        """Returns and removes one or more elements from the beginning of a list. Deletes the list if the last element was popped.

        `LPOP key [count]`

        Since 1.0.0. Complexity: O(N) where N is the number of elements returned. [Valkey documentation](https://valkey.io/commands/lpop/)
        """
    def lpos(self, *args: Arg) -> "Future[Any]":
        """Returns the index of matching elements in a list.

        `LPOS key element [RANK rank] [COUNT num-matches] [MAXLEN len]`

        Since 6.0.6. Complexity: O(N) where N is the number of elements in the list, for the average case. When searching for elements near the head or the tail of the list, or when the MAXLEN option is provided, the command may run in constant time. [Valkey documentation](https://valkey.io/commands/lpos/)
        """
    def lpush(self, *args: Arg) -> "Future[int]":
        """Prepends one or more elements to a list. Creates the key if it doesn't exist.

        `LPUSH key element [element ...]`

        Since 1.0.0. Complexity: O(1) for each element added, so O(N) to add N elements when the command is called with multiple arguments. [Valkey documentation](https://valkey.io/commands/lpush/)
        """
    def lpushx(self, *args: Arg) -> "Future[int]":
        """Prepends one or more elements to a list only when the list exists.

        `LPUSHX key element [element ...]`

        Since 2.2.0. Complexity: O(1) for each element added, so O(N) to add N elements when the command is called with multiple arguments. [Valkey documentation](https://valkey.io/commands/lpushx/)
        """
    def lrange(self, *args: Arg) -> "Future[List[_Str]]":
        """Returns a range of elements from a list.

        `LRANGE key start stop`

        Since 1.0.0. Complexity: O(S+N) where S is the distance of start offset from HEAD for small lists, from nearest end (HEAD or TAIL) for large lists; and N is the number of elements in the specified range. [Valkey documentation](https://valkey.io/commands/lrange/)
        """
    def lrem(self, *args: Arg) -> "Future[int]":
        """Removes elements from a list. Deletes the list if the last element was removed.

        `LREM key count element`

        Since 1.0.0. Complexity: O(N+M) where N is the length of the list and M is the number of elements removed. [Valkey documentation](https://valkey.io/commands/lrem/)
        """
    def lset(self, *args: Arg) -> "Future[_Str]":
        """Sets the value of an element in a list by its index.

        `LSET key index element`

        Since 1.0.0. Complexity: O(N) where N is the length of the list. Setting either the first or the last element of the list is O(1). [Valkey documentation](https://valkey.io/commands/lset/)
        """
    def ltrim(self, *args: Arg) -> "Future[_Str]":
        """Removes elements from both ends of a list. Deletes the list if all elements were trimmed.

        `LTRIM key start stop`

        Since 1.0.0. Complexity: O(N) where N is the number of elements to be removed by the operation. [Valkey documentation](https://valkey.io/commands/ltrim/)
        """
    def memory_doctor(self, *args: Arg) -> "Future[Any]":
        """Outputs a memory problems report.

        `MEMORY DOCTOR`

        Since 4.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/memory-doctor/)
        """
    def memory_help(self, *args: Arg) -> "Future[Any]":
        """Returns helpful text about the different subcommands.

        `MEMORY HELP`

        Since 4.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/memory-help/)
        """
    def memory_malloc_stats(self, *args: Arg) -> "Future[Any]":
        """Returns the allocator statistics.

        `MEMORY MALLOC-STATS`

        Since 4.0.0. Complexity: Depends on how much memory is allocated, could be slow. [Valkey documentation](https://valkey.io/commands/memory-malloc-stats/)
        """
    def memory_purge(self, *args: Arg) -> "Future[Any]":
        """Asks the allocator to release memory.

        `MEMORY PURGE`

        Since 4.0.0. Complexity: Depends on how much memory is allocated, could be slow. [Valkey documentation](https://valkey.io/commands/memory-purge/)
        """
    def memory_stats(self, *args: Arg) -> "Future[Any]":
        """Returns details about memory usage.

        `MEMORY STATS`

        Since 4.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/memory-stats/)
        """
    def memory_usage(self, *args: Arg) -> "Future[Optional[int]]":
        """Estimates the memory usage of a key.

        `MEMORY USAGE key [SAMPLES count]`

        Since 4.0.0. Complexity: O(N) where N is the number of samples. [Valkey documentation](https://valkey.io/commands/memory-usage/)
        """
    def mget(self, *args: Arg) -> "Future[List[Optional[_Str]]]":
        """Atomically returns the string values of one or more keys.

        `MGET key [key ...]`

        Since 1.0.0. Complexity: O(N) where N is the number of keys to retrieve. [Valkey documentation](https://valkey.io/commands/mget/)
        """
    def migrate(self, *args: Arg) -> "Future[Any]":
        """Atomically transfers a key from one instance to another.

        `MIGRATE host port <key | > destination-db timeout [COPY] [REPLACE] [AUTH password | AUTH2 username password] [KEYS key [key ...]]`

        Since 2.6.0. Complexity: This command actually executes a DUMP+DEL in the source instance, and a RESTORE in the target instance. See the pages of these commands for time complexity. Also an O(N) data transfer between the two instances is performed. [Valkey documentation](https://valkey.io/commands/migrate/)
        """
    def module_help(self, *args: Arg) -> "Future[Any]":
        """Returns helpful text about the different subcommands.

        `MODULE HELP`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/module-help/)
        """
    def module_list(self, *args: Arg) -> "Future[Any]":
        """Returns all loaded modules.

        `MODULE LIST`

        Since 4.0.0. Complexity: O(N) where N is the number of loaded modules. [Valkey documentation](https://valkey.io/commands/module-list/)
        """
    def module_load(self, *args: Arg) -> "Future[Any]":
        """Loads a module.

        `MODULE LOAD path [arg [arg ...]]`

        Since 4.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/module-load/)
        """
    def module_loadex(self, *args: Arg) -> "Future[Any]":
        """Loads a module using extended parameters.

        `MODULE LOADEX path [CONFIG name value [CONFIG name value ...]] [ARGS args [args ...]]`

        Since 7.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/module-loadex/)
        """
    def module_unload(self, *args: Arg) -> "Future[Any]":
        """Unloads a module.

        `MODULE UNLOAD name`

        Since 4.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/module-unload/)
        """
    def move(self, *args: Arg) -> "Future[int]":
        """Moves a key to another database.

        `MOVE key db`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/move/)
        """
    def mset(self, *args: Arg) -> "Future[_Str]":
        """Atomically creates or modifies the string values of one or more keys.

        `MSET key value [key value ...]`

        Since 1.0.1. Complexity: O(N) where N is the number of keys to set. [Valkey documentation](https://valkey.io/commands/mset/)
        """
    def msetex(self, *args: Arg) -> "Future[Any]":
        """Atomically creates or modifies the string values of one or more keys, and optionally set their expiration.

        `MSETEX numkeys key value [key value ...] [NX | XX] [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | KEEPTTL]`

        Since 9.1.0, not in Redis 8.0. Complexity: O(N) where N is the number of keys to set. [Valkey documentation](https://valkey.io/commands/msetex/)
        """
    def msetnx(self, *args: Arg) -> "Future[int]":
        """Atomically modifies the string values of one or more keys only when all keys don't exist.

        `MSETNX key value [key value ...]`

        Since 1.0.1. Complexity: O(N) where N is the number of keys to set. [Valkey documentation](https://valkey.io/commands/msetnx/)
        """
    def multi(self, *args: Arg) -> "Future[Any]":
        """Starts a transaction.

        `MULTI`

        Since 1.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/multi/)
        """
    def object_encoding(self, *args: Arg) -> "Future[Optional[_Str]]":
        """Returns the internal encoding of an object.

        `OBJECT ENCODING key`

        Since 2.2.3. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/object-encoding/)
        """
    def object_freq(self, *args: Arg) -> "Future[Optional[int]]":
        """Returns the logarithmic access frequency counter of an object.

        `OBJECT FREQ key`

        Since 4.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/object-freq/)
        """
    def object_help(self, *args: Arg) -> "Future[Any]":
        """Returns helpful text about the different subcommands.

        `OBJECT HELP`

        Since 6.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/object-help/)
        """
    def object_idletime(self, *args: Arg) -> "Future[Optional[int]]":
        """Returns the time since the last access to an object.

        `OBJECT IDLETIME key`

        Since 2.2.3. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/object-idletime/)
        """
    def object_refcount(self, *args: Arg) -> "Future[Optional[int]]":
        """Returns the reference count of a value of a key.

        `OBJECT REFCOUNT key`

        Since 2.2.3. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/object-refcount/)
        """
    def persist(self, *args: Arg) -> "Future[int]":
        """Removes the expiration time of a key.

        `PERSIST key`

        Since 2.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/persist/)
        """
    def pexpire(self, *args: Arg) -> "Future[int]":
        """Sets the expiration time of a key in milliseconds.

        `PEXPIRE key milliseconds [NX | XX | GT | LT]`

        Since 2.6.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/pexpire/)
        """
    def pexpireat(self, *args: Arg) -> "Future[int]":
        """Sets the expiration time of a key to a Unix milliseconds timestamp.

        `PEXPIREAT key unix-time-milliseconds [NX | XX | GT | LT]`

        Since 2.6.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/pexpireat/)
        """
    def pexpiretime(self, *args: Arg) -> "Future[int]":
        """Returns the expiration time of a key as a Unix milliseconds timestamp.

        `PEXPIRETIME key`

        Since 7.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/pexpiretime/)
        """
    def pfadd(self, *args: Arg) -> "Future[int]":
        """Adds elements to a HyperLogLog key. Creates the key if it doesn't exist.

        `PFADD key [element [element ...]]`

        Since 2.8.9. Complexity: O(1) to add every element. [Valkey documentation](https://valkey.io/commands/pfadd/)
        """
    def pfcount(self, *args: Arg) -> "Future[int]":
        """Returns the approximated cardinality of the set(s) observed by the HyperLogLog key(s).

        `PFCOUNT key [key ...]`

        Since 2.8.9. Complexity: O(1) with a very small average constant time when called with a single key. O(N) with N being the number of keys, and much bigger constant times, when called with multiple keys. [Valkey documentation](https://valkey.io/commands/pfcount/)
        """
    def pfdebug(self, *args: Arg) -> "Future[Any]":
        """Internal commands for debugging HyperLogLog values.

        `PFDEBUG subcommand key`

        Since 2.8.9. Complexity: N/A. [Valkey documentation](https://valkey.io/commands/pfdebug/)
        """
    def pfmerge(self, *args: Arg) -> "Future[Any]":
        """Merges one or more HyperLogLog values into a single key.

        `PFMERGE destkey [sourcekey [sourcekey ...]]`

        Since 2.8.9. Complexity: O(N) to merge N HyperLogLogs, but with high constant times. [Valkey documentation](https://valkey.io/commands/pfmerge/)
        """
    def pfselftest(self, *args: Arg) -> "Future[Any]":
        """An internal command for testing HyperLogLog values.

        `PFSELFTEST`

        Since 2.8.9. Complexity: N/A. [Valkey documentation](https://valkey.io/commands/pfselftest/)
        """
    def ping(self, *args: Arg) -> "Future[_Str]":
        """Returns the server's liveliness response.

        `PING [message]`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/ping/)
        """
    def psetex(self, *args: Arg) -> "Future[_Str]":
        """Sets both string value and expiration time in milliseconds of a key. The key is created if it doesn't exist.

        `PSETEX key milliseconds value`

        Since 2.6.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/psetex/)
        """
    def pttl(self, *args: Arg) -> "Future[int]":
        """Returns the expiration time in milliseconds of a key.

        `PTTL key`

        Since 2.6.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/pttl/)
        """
    def publish(self, *args: Arg) -> "Future[int]":
        """Posts a message to a channel.

        `PUBLISH channel message`

        Since 2.0.0. Complexity: O(N+M) where N is the number of clients subscribed to the receiving channel and M is the total number of subscribed patterns (by any client). [Valkey documentation](https://valkey.io/commands/publish/)
        """
    def pubsub_channels(self, *args: Arg) -> "Future[List[_Str]]":
        """Returns the active channels.

        `PUBSUB CHANNELS [pattern]`

        Since 2.8.0. Complexity: O(N) where N is the number of active channels, and assuming constant time pattern matching (relatively short channels and patterns). [Valkey documentation](https://valkey.io/commands/pubsub-channels/)
        """
    def pubsub_help(self, *args: Arg) -> "Future[Any]":
        """Returns helpful text about the different subcommands.

        `PUBSUB HELP`

        Since 6.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/pubsub-help/)
        """
    def pubsub_numpat(self, *args: Arg) -> "Future[int]":
        """Returns a count of unique pattern subscriptions.

        `PUBSUB NUMPAT`

        Since 2.8.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/pubsub-numpat/)
        """
    def pubsub_numsub(self, *args: Arg) -> "Future[Any]":
        """Returns a count of subscribers to channels.

        `PUBSUB NUMSUB [channel [channel ...]]`

        Since 2.8.0. Complexity: O(N) for the NUMSUB subcommand, where N is the number of requested channels. [Valkey documentation](https://valkey.io/commands/pubsub-numsub/)
        """
    def pubsub_shardchannels(self, *args: Arg) -> "Future[Any]":
        """Returns the active shard channels.

        `PUBSUB SHARDCHANNELS [pattern]`

        Since 7.0.0. Complexity: O(N) where N is the number of active shard channels, and assuming constant time pattern matching (relatively short shard channels). [Valkey documentation](https://valkey.io/commands/pubsub-shardchannels/)
        """
    def pubsub_shardnumsub(self, *args: Arg) -> "Future[Any]":
        """Returns the count of subscribers of shard channels.

        `PUBSUB SHARDNUMSUB [shardchannel [shardchannel ...]]`

        Since 7.0.0. Complexity: O(N) for the SHARDNUMSUB subcommand, where N is the number of requested shard channels. [Valkey documentation](https://valkey.io/commands/pubsub-shardnumsub/)
        """
    def quit(self, *args: Arg) -> "Future[Any]":
        """Closes the connection.

        `QUIT`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/quit/)
        """
    def randomkey(self, *args: Arg) -> "Future[Optional[_Str]]":
        """Returns a random key name from the database.

        `RANDOMKEY`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/randomkey/)
        """
    def readonly(self, *args: Arg) -> "Future[Any]":
        """Enables read-only queries for a connection to a Valkey replica node.

        `READONLY`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/readonly/)
        """
    def readwrite(self, *args: Arg) -> "Future[Any]":
        """Enables read-write queries for a connection to a Valkey replica node.

        `READWRITE`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/readwrite/)
        """
    def rename(self, *args: Arg) -> "Future[_Str]":
        """Renames a key and overwrites the destination.

        `RENAME key newkey`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/rename/)
        """
    def renamenx(self, *args: Arg) -> "Future[int]":
        """Renames a key only when the target key name doesn't exist.

        `RENAMENX key newkey`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/renamenx/)
        """
    def replconf(self, *args: Arg) -> "Future[Any]":
        """An internal command for configuring the replication stream.

        `REPLCONF`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/replconf/)
        """
    def replicaof(self, *args: Arg) -> "Future[Any]":
        """Configures a server as replica of another, or promotes it to a primary.

        `REPLICAOF <host port | NO ONE>`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/replicaof/)
        """
    def reset(self, *args: Arg) -> "Future[Any]":
        """Resets the connection.

        `RESET`

        Since 6.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/reset/)
        """
    def restore(self, *args: Arg) -> "Future[Any]":
        """Creates a key from the serialized representation of a value.

        `RESTORE key ttl serialized-value [REPLACE] [ABSTTL] [IDLETIME seconds] [FREQ frequency]`

        Since 2.6.0. Complexity: O(1) to create the new key and additional O(N\\*M) to reconstruct the serialized value, where N is the number of objects composing the value and M their average size. For small string values the time complexity is thus O(1)+O(1\\*M) where M is small, so simply O(1). However for sorted set values the complexity is O(N\\*M\\*log(N)) because inserting values into sorted sets is O(log(N)). [Valkey documentation](https://valkey.io/commands/restore/)
        """
    def restore_asking(self, *args: Arg) -> "Future[Any]":
        """An internal command for migrating keys in a cluster.

        `RESTORE-ASKING key ttl serialized-value [REPLACE] [ABSTTL] [IDLETIME seconds] [FREQ frequency]`

        Since 3.0.0. Complexity: O(1) to create the new key and additional O(N\\*M) to reconstruct the serialized value, where N is the number of objects composing the value and M their average size. For small string values the time complexity is thus O(1)+O(1\\*M) where M is small, so simply O(1). However for sorted set values the complexity is O(N\\*M\\*log(N)) because inserting values into sorted sets is O(log(N)). [Valkey documentation](https://valkey.io/commands/restore-asking/)
        """
    def role(self, *args: Arg) -> "Future[Any]":
        """Returns the replication role.

        `ROLE`

        Since 2.8.12. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/role/)
        """
    def rpop(self, *args: Arg) -> "Future[Any]":
        """Returns and removes one or more elements from the end of a list. Deletes the list if the last element was popped.

        `RPOP key [count]`

        Since 1.0.0. Complexity: O(N) where N is the number of elements returned. [Valkey documentation](https://valkey.io/commands/rpop/)
        """
    def rpoplpush(self, *args: Arg) -> "Future[Optional[_Str]]":
        """Returns the last element of a list after removing and pushing it to another list. Deletes the list if the last element was popped.

        `RPOPLPUSH source destination`

        Since 1.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/rpoplpush/)
        """
    def rpush(self, *args: Arg) -> "Future[int]":
        """Appends one or more elements to a list. Creates the key if it doesn't exist.

        `RPUSH key element [element ...]`

        Since 1.0.0. Complexity: O(1) for each element added, so O(N) to add N elements when the command is called with multiple arguments. [Valkey documentation](https://valkey.io/commands/rpush/)
        """
    def rpushx(self, *args: Arg) -> "Future[int]":
        """Appends one or more elements to a list only when the list exists.

        `RPUSHX key element [element ...]`

        Since 2.2.0. Complexity: O(1) for each element added, so O(N) to add N elements when the command is called with multiple arguments. [Valkey documentation](https://valkey.io/commands/rpushx/)
        """
    def sadd(self, *args: Arg) -> "Future[int]":
        """Adds one or more members to a set. Creates the key if it doesn't exist.

        `SADD key member [member ...]`

        Since 1.0.0. Complexity: O(1) for each element added, so O(N) to add N elements when the command is called with multiple arguments. [Valkey documentation](https://valkey.io/commands/sadd/)
        """
    def save(self, *args: Arg) -> "Future[Any]":
        """Synchronously saves the database(s) to disk.

        `SAVE`

        Since 1.0.0. Complexity: O(N) where N is the total number of keys in all databases. [Valkey documentation](https://valkey.io/commands/save/)
        """
    def scan(self, *args: Arg) -> "Future[Any]":
        """Iterates over the key names in the database.

        `SCAN cursor [MATCH pattern] [COUNT count] [TYPE type]`

        Since 2.8.0. Complexity: O(1) for every call. O(N) for a complete iteration, including enough command calls for the cursor to return back to 0. N is the number of elements inside the collection. [Valkey documentation](https://valkey.io/commands/scan/)
        """
    def scard(self, *args: Arg) -> "Future[int]":
        """Returns the number of members in a set.

        `SCARD key`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/scard/)
        """
    def script_debug(self, *args: Arg) -> "Future[Any]":
        """Sets the debug mode of server-side Lua scripts.

        `SCRIPT DEBUG <YES | SYNC | NO> [engine]`

        Since 3.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/script-debug/)
        """
    def script_exists(self, *args: Arg) -> "Future[List[int]]":
        """Determines whether server-side Lua scripts exist in the script cache.

        `SCRIPT EXISTS sha1 [sha1 ...]`

        Since 2.6.0. Complexity: O(N) with N being the number of scripts to check (so checking a single script is an O(1) operation). [Valkey documentation](https://valkey.io/commands/script-exists/)
        """
    def script_flush(self, *args: Arg) -> "Future[_Str]":
        """Removes all server-side Lua scripts from the script cache.

        `SCRIPT FLUSH [ASYNC | SYNC]`

        Since 2.6.0. Complexity: O(N) with N being the number of scripts in cache. [Valkey documentation](https://valkey.io/commands/script-flush/)
        """
    def script_help(self, *args: Arg) -> "Future[Any]":
        """Returns helpful text about the different subcommands.

        `SCRIPT HELP`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/script-help/)
        """
    def script_kill(self, *args: Arg) -> "Future[Any]":
        """Terminates a server-side Lua script during execution.

        `SCRIPT KILL`

        Since 2.6.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/script-kill/)
        """
    def script_load(self, *args: Arg) -> "Future[_Str]":
        """Loads a server-side Lua script to the script cache.

        `SCRIPT LOAD script`

        Since 2.6.0. Complexity: O(N) with N being the length in bytes of the script body. [Valkey documentation](https://valkey.io/commands/script-load/)
        """
    def script_show(self, *args: Arg) -> "Future[Any]":
        """Show server-side Lua script in the script cache.

        `SCRIPT SHOW sha1`

        Since 8.0.0, not in Redis 8.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/script-show/)
        """
    def sdiff(self, *args: Arg) -> "Future[Collection[_Str]]":
        """Returns the difference of multiple sets.

        `SDIFF key [key ...]`

        Since 1.0.0. Complexity: O(N) where N is the total number of elements in all given sets. [Valkey documentation](https://valkey.io/commands/sdiff/)
        """
    def sdiffstore(self, *args: Arg) -> "Future[int]":
        """Stores the difference of multiple sets in a key.

        `SDIFFSTORE destination key [key ...]`

        Since 1.0.0. Complexity: O(N) where N is the total number of elements in all given sets. [Valkey documentation](https://valkey.io/commands/sdiffstore/)
        """
    def select(self, *args: Arg) -> "Future[_Str]":
        """Changes the selected database.

        `SELECT index`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/select/)
        """
    def set(self, *args: Arg) -> "Future[Optional[_Str]]":
        """Sets the string value of a key, ignoring its type. The key is created if it doesn't exist.

        `SET key value [NX | XX | IFEQ comparison-value] [GET] [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | KEEPTTL]`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/set/)
        """
    def setbit(self, *args: Arg) -> "Future[int]":
        """Sets or clears the bit at offset of the string value. Creates the key if it doesn't exist.

        `SETBIT key offset value`

        Since 2.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/setbit/)
        """
    def setex(self, *args: Arg) -> "Future[_Str]":
        """Sets the string value and expiration time of a key. Creates the key if it doesn't exist.

        `SETEX key seconds value`

        Since 2.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/setex/)
        """
    def setnx(self, *args: Arg) -> "Future[int]":
        """Sets the string value of a key only when the key doesn't exist.

        `SETNX key value`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/setnx/)
        """
    def setrange(self, *args: Arg) -> "Future[int]":
        """Overwrites a part of a string value with another by an offset. Creates the key if it doesn't exist.

        `SETRANGE key offset value`

        Since 2.2.0. Complexity: O(1), not counting the time taken to copy the new string in place. Usually, this string is very small so the amortized complexity is O(1). Otherwise, complexity is O(M) with M being the length of the value argument. [Valkey documentation](https://valkey.io/commands/setrange/)
        """
    def shutdown(self, *args: Arg) -> "Future[Any]":
        """Synchronously saves the database(s) to disk and shuts down the server.

        `SHUTDOWN [[NOSAVE | SAVE] [NOW] [FORCE] [SAFE] [FAILOVER] | ABORT]`

        Since 1.0.0. Complexity: O(N) when saving, where N is the total number of keys in all databases when saving data, otherwise O(1). [Valkey documentation](https://valkey.io/commands/shutdown/)
        """
    def sinter(self, *args: Arg) -> "Future[Collection[_Str]]":
        """Returns the intersect of multiple sets.

        `SINTER key [key ...]`

        Since 1.0.0. Complexity: O(N\\*M) worst case where N is the cardinality of the smallest set and M is the number of sets. [Valkey documentation](https://valkey.io/commands/sinter/)
        """
    def sintercard(self, *args: Arg) -> "Future[int]":
        """Returns the number of members of the intersect of multiple sets.

        `SINTERCARD numkeys key [key ...] [LIMIT limit]`

        Since 7.0.0. Complexity: O(N\\*M) worst case where N is the cardinality of the smallest set and M is the number of sets. [Valkey documentation](https://valkey.io/commands/sintercard/)
        """
    def sinterstore(self, *args: Arg) -> "Future[int]":
        """Stores the intersect of multiple sets in a key.

        `SINTERSTORE destination key [key ...]`

        Since 1.0.0. Complexity: O(N\\*M) worst case where N is the cardinality of the smallest set and M is the number of sets. [Valkey documentation](https://valkey.io/commands/sinterstore/)
        """
    def sismember(self, *args: Arg) -> "Future[int]":
        """Determines whether a member belongs to a set.

        `SISMEMBER key member`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/sismember/)
        """
    def slaveof(self, *args: Arg) -> "Future[Any]":
        """Sets a server as a replica of another, or promotes it to being a primary.

        `SLAVEOF <host port | NO ONE>`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/slaveof/)

        Deprecated by Valkey since 5.0.0, replaced by `REPLICAOF`.
        """
    def slowlog_get(self, *args: Arg) -> "Future[Any]":
        """Returns the slow log's entries.

        `SLOWLOG GET [count]`

        Since 2.2.12. Complexity: O(N) where N is the number of entries returned. [Valkey documentation](https://valkey.io/commands/slowlog-get/)
        """
    def slowlog_help(self, *args: Arg) -> "Future[Any]":
        """Shows helpful text about the different subcommands.

        `SLOWLOG HELP`

        Since 6.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/slowlog-help/)
        """
    def slowlog_len(self, *args: Arg) -> "Future[int]":
        """Returns the number of entries in the slow log.

        `SLOWLOG LEN`

        Since 2.2.12. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/slowlog-len/)
        """
    def slowlog_reset(self, *args: Arg) -> "Future[Any]":
        """Clears all entries from the slow log.

        `SLOWLOG RESET`

        Since 2.2.12. Complexity: O(N) where N is the number of entries in the slowlog. [Valkey documentation](https://valkey.io/commands/slowlog-reset/)
        """
    def smembers(self, *args: Arg) -> "Future[Collection[_Str]]":
        """Returns all members of a set.

        `SMEMBERS key`

        Since 1.0.0. Complexity: O(N) where N is the set cardinality. [Valkey documentation](https://valkey.io/commands/smembers/)
        """
    def smismember(self, *args: Arg) -> "Future[List[int]]":
        """Determines whether multiple members belong to a set.

        `SMISMEMBER key member [member ...]`

        Since 6.2.0. Complexity: O(N) where N is the number of elements being checked for membership. [Valkey documentation](https://valkey.io/commands/smismember/)
        """
    def smove(self, *args: Arg) -> "Future[int]":
        """Moves a member from one set to another.

        `SMOVE source destination member`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/smove/)
        """
    def sort(self, *args: Arg) -> "Future[Any]":
        """Sorts the elements in a list, a set, or a sorted set, optionally storing the result.

        `SORT key [BY pattern] [LIMIT offset count] [GET pattern [GET pattern ...]] [ASC | DESC] [ALPHA] [STORE destination]`

        Since 1.0.0. Complexity: O(N+M\\*log(M)) where N is the number of elements in the list or set to sort, and M the number of returned elements. When the elements are not sorted, complexity is O(N). [Valkey documentation](https://valkey.io/commands/sort/)
        """
    def sort_ro(self, *args: Arg) -> "Future[Any]":
        """Returns the sorted elements of a list, a set, or a sorted set.

        `SORT_RO key [BY pattern] [LIMIT offset count] [GET pattern [GET pattern ...]] [ASC | DESC] [ALPHA]`

        Since 7.0.0. Complexity: O(N+M\\*log(M)) where N is the number of elements in the list or set to sort, and M the number of returned elements. When the elements are not sorted, complexity is O(N). [Valkey documentation](https://valkey.io/commands/sort_ro/)
        """
    def spop(self, *args: Arg) -> "Future[Any]":
        """Returns one or more random members from a set after removing them. Deletes the set if the last member was popped.

        `SPOP key [count]`

        Since 1.0.0. Complexity: Without the count argument O(1), otherwise O(N) where N is the value of the passed count. [Valkey documentation](https://valkey.io/commands/spop/)
        """
    def spublish(self, *args: Arg) -> "Future[int]":
        """Posts a message to a shard channel.

        `SPUBLISH shardchannel message`

        Since 7.0.0. Complexity: O(N) where N is the number of clients subscribed to the receiving shard channel. [Valkey documentation](https://valkey.io/commands/spublish/)
        """
    def srandmember(self, *args: Arg) -> "Future[Any]":
        """Gets one or multiple random members from a set.

        `SRANDMEMBER key [count]`

        Since 1.0.0. Complexity: Without the count argument O(1), otherwise O(N) where N is the absolute value of the passed count. [Valkey documentation](https://valkey.io/commands/srandmember/)
        """
    def srem(self, *args: Arg) -> "Future[int]":
        """Removes one or more members from a set. Deletes the set if the last member was removed.

        `SREM key member [member ...]`

        Since 1.0.0. Complexity: O(N) where N is the number of members to be removed. [Valkey documentation](https://valkey.io/commands/srem/)
        """
    def sscan(self, *args: Arg) -> "Future[Any]":
        """Iterates over members of a set.

        `SSCAN key cursor [MATCH pattern] [COUNT count]`

        Since 2.8.0. Complexity: O(1) for every call. O(N) for a complete iteration, including enough command calls for the cursor to return back to 0. N is the number of elements inside the collection. [Valkey documentation](https://valkey.io/commands/sscan/)
        """
    def strlen(self, *args: Arg) -> "Future[int]":
        """Returns the length of a string value.

        `STRLEN key`

        Since 2.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/strlen/)
        """
    def substr(self, *args: Arg) -> "Future[_Str]":
        """Returns a substring from a string value.

        `SUBSTR key start end`

        Since 1.0.0. Complexity: O(N) where N is the length of the returned string. The complexity is ultimately determined by the returned length, but because creating a substring from an existing string is very cheap, it can be considered O(1) for small strings. [Valkey documentation](https://valkey.io/commands/substr/)
        """
    def sunion(self, *args: Arg) -> "Future[Collection[_Str]]":
        """Returns the union of multiple sets.

        `SUNION key [key ...]`

        Since 1.0.0. Complexity: O(N) where N is the total number of elements in all given sets. [Valkey documentation](https://valkey.io/commands/sunion/)
        """
    def sunionstore(self, *args: Arg) -> "Future[int]":
        """Stores the union of multiple sets in a key.

        `SUNIONSTORE destination key [key ...]`

        Since 1.0.0. Complexity: O(N) where N is the total number of elements in all given sets. [Valkey documentation](https://valkey.io/commands/sunionstore/)
        """
    def swapdb(self, *args: Arg) -> "Future[_Str]":
        """Swaps two databases.

        `SWAPDB index1 index2`

        Since 4.0.0. Complexity: O(N) where N is the count of clients watching or blocking on keys from both databases. [Valkey documentation](https://valkey.io/commands/swapdb/)
        """
    def time(self, *args: Arg) -> "Future[List[_Str]]":
        """Returns the server time.

        `TIME`

        Since 2.6.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/time/)
        """
    def touch(self, *args: Arg) -> "Future[int]":
        """Returns the number of existing keys out of those specified after updating the time they were last accessed.

        `TOUCH key [key ...]`

        Since 3.2.1. Complexity: O(N) where N is the number of keys that will be touched. [Valkey documentation](https://valkey.io/commands/touch/)
        """
    def ttl(self, *args: Arg) -> "Future[int]":
        """Returns the expiration time in seconds of a key.

        `TTL key`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/ttl/)
        """
    def type(self, *args: Arg) -> "Future[_Str]":
        """Determines the type of value stored at a key.

        `TYPE key`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/type/)
        """
    def unlink(self, *args: Arg) -> "Future[int]":
        """Asynchronously deletes one or more keys.

        `UNLINK key [key ...]`

        Since 4.0.0. Complexity: O(1) for each key removed regardless of its size. Then the command does O(N) work in a different thread in order to reclaim memory, where N is the number of allocations the deleted objects where composed of. [Valkey documentation](https://valkey.io/commands/unlink/)
        """
    def unwatch(self, *args: Arg) -> "Future[_Str]":
        """Forgets about watched keys of a transaction.

        `UNWATCH`

        Since 2.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/unwatch/)
        """
    def vadd(self, *args: Arg) -> "Future[Any]":
        """Adds an element to a vector set, or gives it another vector. Creates the key if it doesn't exist.

        `VADD key [REDUCE dim] <FP32 fp32-blob | VALUES num number [number ...]> element [CAS] [NOQUANT | Q8 | BIN] [EF exploration-factor] [SETATTR json] [M max-links]`

        Since Redis 8.0.0, not in Valkey 9.1. Complexity: O(log(N)) where N is the number of elements in the vector set. [Redis documentation](https://redis.io/docs/latest/commands/vadd/)
        """
    def vcard(self, *args: Arg) -> "Future[Any]":
        """Returns the number of elements in a vector set.

        `VCARD key`

        Since Redis 8.0.0, not in Valkey 9.1. Complexity: O(1). [Redis documentation](https://redis.io/docs/latest/commands/vcard/)
        """
    def vdim(self, *args: Arg) -> "Future[Any]":
        """Returns the number of dimensions of the vectors in a vector set.

        `VDIM key`

        Since Redis 8.0.0, not in Valkey 9.1. Complexity: O(1). [Redis documentation](https://redis.io/docs/latest/commands/vdim/)
        """
    def vemb(self, *args: Arg) -> "Future[Any]":
        """Returns the vector of an element, as exactly as the vector set has kept it.

        `VEMB key element [RAW]`

        Since Redis 8.0.0, not in Valkey 9.1. Complexity: O(D) where D is the number of dimensions. [Redis documentation](https://redis.io/docs/latest/commands/vemb/)
        """
    def vgetattr(self, *args: Arg) -> "Future[Any]":
        """Returns the JSON attributes of an element in a vector set.

        `VGETATTR key element`

        Since Redis 8.0.0, not in Valkey 9.1. Complexity: O(1). [Redis documentation](https://redis.io/docs/latest/commands/vgetattr/)
        """
    def vinfo(self, *args: Arg) -> "Future[Any]":
        """Returns the size, the dimensions and other properties of a vector set.

        `VINFO key`

        Since Redis 8.0.0, not in Valkey 9.1. Complexity: O(1). [Redis documentation](https://redis.io/docs/latest/commands/vinfo/)
        """
    def vismember(self, *args: Arg) -> "Future[Any]":
        """Determines whether an element belongs to a vector set.

        `VISMEMBER key element`

        Since Redis 8.0.0, not in Valkey 9.1. Complexity: O(1). [Redis documentation](https://redis.io/docs/latest/commands/vismember/)
        """
    def vlinks(self, *args: Arg) -> "Future[Any]":
        """Returns the neighbours of an element in the graph of a vector set, layer by layer.

        `VLINKS key element [WITHSCORES]`

        Since Redis 8.0.0, not in Valkey 9.1. Complexity: O(1). [Redis documentation](https://redis.io/docs/latest/commands/vlinks/)
        """
    def vrandmember(self, *args: Arg) -> "Future[Any]":
        """Returns one or more random elements of a vector set.

        `VRANDMEMBER key [count]`

        Since Redis 8.0.0, not in Valkey 9.1. Complexity: O(N) where N is the number of elements returned. [Redis documentation](https://redis.io/docs/latest/commands/vrandmember/)
        """
    def vrem(self, *args: Arg) -> "Future[Any]":
        """Removes an element from a vector set. Deletes the vector set if it was the last one.

        `VREM key element`

        Since Redis 8.0.0, not in Valkey 9.1. Complexity: O(log(N)) where N is the number of elements in the vector set. [Redis documentation](https://redis.io/docs/latest/commands/vrem/)
        """
    def vsetattr(self, *args: Arg) -> "Future[Any]":
        """Sets the JSON attributes of an element in a vector set, or removes them if they are empty.

        `VSETATTR key element json`

        Since Redis 8.0.0, not in Valkey 9.1. Complexity: O(1). [Redis documentation](https://redis.io/docs/latest/commands/vsetattr/)
        """
    def vsim(self, *args: Arg) -> "Future[Any]":
        """Returns the elements of a vector set that are most similar to a vector or to one of its elements.

        `VSIM key <ELE element | FP32 fp32-blob | VALUES num number [number ...]> [WITHSCORES] [WITHATTRIBS] [COUNT count] [EPSILON max-distance] [EF exploration-factor] [FILTER expression] [FILTER-EF max-filtering-effort] [TRUTH] [NOTHREAD]`

        Since Redis 8.0.0, not in Valkey 9.1. Complexity: O(log(N)) where N is the number of elements in the vector set. [Redis documentation](https://redis.io/docs/latest/commands/vsim/)
        """
    def wait(self, *args: Arg) -> "Future[int]":
        """Blocks until the asynchronous replication of all preceding write commands sent by the connection is completed.

        `WAIT numreplicas timeout`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/wait/)
        """
    def waitaof(self, *args: Arg) -> "Future[Any]":
        """Blocks until all of the preceding write commands sent by the connection are written to the append-only file of the primary and/or replicas.

        `WAITAOF numlocal numreplicas timeout`

        Since 7.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/waitaof/)
        """
    def watch(self, *args: Arg) -> "Future[_Str]":
        """Monitors changes to keys to determine the execution of a transaction.

        `WATCH key [key ...]`

        Since 2.2.0. Complexity: O(1) for every key. [Valkey documentation](https://valkey.io/commands/watch/)
        """
    def xack(self, *args: Arg) -> "Future[int]":
        """Returns the number of messages that were successfully acknowledged by the consumer group member of a stream.

        `XACK key group id [id ...]`

        Since 5.0.0. Complexity: O(1) for each message ID processed. [Valkey documentation](https://valkey.io/commands/xack/)
        """
    def xadd(self, *args: Arg) -> "Future[Optional[_Str]]":
        """Appends a new message to a stream. Creates the key if it doesn't exist.

        `XADD key [NOMKSTREAM] [<MAXLEN | MINID> [= | ~] threshold [LIMIT count]] <* | id> field value [field value ...]`

        Since 5.0.0. Complexity: O(1) when adding a new entry, O(N) when trimming where N being the number of entries evicted. [Valkey documentation](https://valkey.io/commands/xadd/)
        """
    def xautoclaim(self, *args: Arg) -> "Future[Any]":
        """Changes, or acquires, ownership of messages in a consumer group, as if the messages were delivered to a consumer group member.

        `XAUTOCLAIM key group consumer min-idle-time start [COUNT count] [JUSTID]`

        Since 6.2.0. Complexity: O(1) if COUNT is small. [Valkey documentation](https://valkey.io/commands/xautoclaim/)
        """
    def xclaim(self, *args: Arg) -> "Future[Any]":
        """Changes, or acquires, ownership of a message in a consumer group, as if the message was delivered to a consumer group member.

        `XCLAIM key group consumer min-idle-time id [id ...] [IDLE ms] [TIME unix-time-milliseconds] [RETRYCOUNT count] [FORCE] [JUSTID] [LASTID lastid]`

        Since 5.0.0. Complexity: O(log N) with N being the number of messages in the PEL of the consumer group. [Valkey documentation](https://valkey.io/commands/xclaim/)
        """
    def xdel(self, *args: Arg) -> "Future[int]":
        """Returns the number of messages after removing them from a stream.

        `XDEL key id [id ...]`

        Since 5.0.0. Complexity: O(1) for each single item to delete in the stream, regardless of the stream size. [Valkey documentation](https://valkey.io/commands/xdel/)
        """
    def xgroup_create(self, *args: Arg) -> "Future[_Str]":
        """Creates a consumer group.

        `XGROUP CREATE key group <id | $> [MKSTREAM] [ENTRIESREAD entries-read]`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/xgroup-create/)
        """
    def xgroup_createconsumer(self, *args: Arg) -> "Future[int]":
        """Creates a consumer in a consumer group.

        `XGROUP CREATECONSUMER key group consumer`

        Since 6.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/xgroup-createconsumer/)
        """
    def xgroup_delconsumer(self, *args: Arg) -> "Future[int]":
        """Deletes a consumer from a consumer group.

        `XGROUP DELCONSUMER key group consumer`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/xgroup-delconsumer/)
        """
    def xgroup_destroy(self, *args: Arg) -> "Future[int]":
        """Destroys a consumer group.

        `XGROUP DESTROY key group`

        Since 5.0.0. Complexity: O(N) where N is the number of entries in the group's pending entries list (PEL). [Valkey documentation](https://valkey.io/commands/xgroup-destroy/)
        """
    def xgroup_help(self, *args: Arg) -> "Future[Any]":
        """Returns helpful text about the different subcommands.

        `XGROUP HELP`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/xgroup-help/)
        """
    def xgroup_setid(self, *args: Arg) -> "Future[Any]":
        """Sets the last-delivered ID of a consumer group.

        `XGROUP SETID key group <id | $> [ENTRIESREAD entries-read]`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/xgroup-setid/)
        """
    def xinfo_consumers(self, *args: Arg) -> "Future[Any]":
        """Returns a list of the consumers in a consumer group.

        `XINFO CONSUMERS key group`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/xinfo-consumers/)
        """
    def xinfo_groups(self, *args: Arg) -> "Future[Any]":
        """Returns a list of the consumer groups of a stream.

        `XINFO GROUPS key`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/xinfo-groups/)
        """
    def xinfo_help(self, *args: Arg) -> "Future[Any]":
        """Returns helpful text about the different subcommands.

        `XINFO HELP`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/xinfo-help/)
        """
    def xinfo_stream(self, *args: Arg) -> "Future[Any]":
        """Returns information about a stream.

        `XINFO STREAM key [FULL [COUNT count]]`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/xinfo-stream/)
        """
    def xlen(self, *args: Arg) -> "Future[int]":
        """Returns the number of messages in a stream.

        `XLEN key`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/xlen/)
        """
    def xpending(self, *args: Arg) -> "Future[Any]":
        """Returns the information and entries from a stream consumer group's pending entries list.

        `XPENDING key group [[IDLE min-idle-time] start end count [consumer]]`

        Since 5.0.0. Complexity: O(N) with N being the number of elements returned, so asking for a small fixed number of entries per call is O(1). O(M), where M is the total number of entries scanned when used with the IDLE filter. When the command returns just the summary and the list of consumers is small, it runs in O(1) time; otherwise, an additional O(N) time for iterating every consumer. [Valkey documentation](https://valkey.io/commands/xpending/)
        """
    def xrange(self, *args: Arg) -> "Future[Any]":
        """Returns the messages from a stream within a range of IDs.

        `XRANGE key start end [COUNT count]`

        Since 5.0.0. Complexity: O(N) with N being the number of elements being returned. If N is constant (e.g. always asking for the first 10 elements with COUNT), you can consider it O(1). [Valkey documentation](https://valkey.io/commands/xrange/)
        """
    def xread(self, *args: Arg) -> "Future[Any]":
        """Returns messages from multiple streams with IDs greater than the ones requested. Blocks until a message is available otherwise.

        `XREAD [COUNT count] [BLOCK milliseconds] STREAMS key [key ...] id [id ...]`

        Since 5.0.0. [Valkey documentation](https://valkey.io/commands/xread/)
        """
    def xreadgroup(self, *args: Arg) -> "Future[Any]":
        """Returns new or historical messages from a stream for a consumer in a group. Blocks until a message is available otherwise.

        `XREADGROUP GROUP group consumer [COUNT count] [BLOCK milliseconds] [NOACK] STREAMS key [key ...] id [id ...]`

        Since 5.0.0. Complexity: For each stream mentioned: O(M) with M being the number of elements returned. If M is constant (e.g. always asking for the first 10 elements with COUNT), you can consider it O(1). On the other side when XREADGROUP blocks, XADD will pay the O(N) time in order to serve the N clients blocked on the stream getting new data. [Valkey documentation](https://valkey.io/commands/xreadgroup/)
        """
    def xrevrange(self, *args: Arg) -> "Future[Any]":
        """Returns the messages from a stream within a range of IDs in reverse order.

        `XREVRANGE key end start [COUNT count]`

        Since 5.0.0. Complexity: O(N) with N being the number of elements returned. If N is constant (e.g. always asking for the first 10 elements with COUNT), you can consider it O(1). [Valkey documentation](https://valkey.io/commands/xrevrange/)
        """
    def xsetid(self, *args: Arg) -> "Future[Any]":
        """An internal command for replicating stream values.

        `XSETID key last-id [ENTRIESADDED entries-added] [MAXDELETEDID max-deleted-id]`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/xsetid/)
        """
    def xtrim(self, *args: Arg) -> "Future[int]":
        """Deletes messages from the beginning of a stream.

        `XTRIM key <MAXLEN | MINID> [= | ~] threshold [LIMIT count]`

        Since 5.0.0. Complexity: O(N), with N being the number of evicted entries. Constant times are very small however, since entries are organized in macro nodes containing multiple entries that can be released with a single deallocation. [Valkey documentation](https://valkey.io/commands/xtrim/)
        """
    def zadd(self, *args: Arg) -> "Future[Any]":
        """Adds one or more members to a sorted set, or updates their scores. Creates the key if it doesn't exist.

        `ZADD key [NX | XX] [GT | LT] [CH] [INCR] score member [score member ...]`

        Since 1.2.0. Complexity: O(log(N)) for each item added, where N is the number of elements in the sorted set. [Valkey documentation](https://valkey.io/commands/zadd/)
        """
    def zcard(self, *args: Arg) -> "Future[int]":
        """Returns the number of members in a sorted set.

        `ZCARD key`

        Since 1.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/zcard/)
        """
    def zcount(self, *args: Arg) -> "Future[int]":
        """Returns the count of members in a sorted set that have scores within a range.

        `ZCOUNT key min max`

        Since 2.0.0. Complexity: O(log(N)) with N being the number of elements in the sorted set. [Valkey documentation](https://valkey.io/commands/zcount/)
        """
    def zdiff(self, *args: Arg) -> "Future[Any]":
        """Returns the difference between multiple sorted sets.

        `ZDIFF numkeys key [key ...] [WITHSCORES]`

        Since 6.2.0. Complexity: O(L + (N-K)log(N)) worst case where L is the total number of elements in all the sets, N is the size of the first set, and K is the size of the result set. [Valkey documentation](https://valkey.io/commands/zdiff/)
        """
    def zdiffstore(self, *args: Arg) -> "Future[int]":
        """Stores the difference of multiple sorted sets in a key.

        `ZDIFFSTORE destination numkeys key [key ...]`

        Since 6.2.0. Complexity: O(L + (N-K)log(N)) worst case where L is the total number of elements in all the sets, N is the size of the first set, and K is the size of the result set. [Valkey documentation](https://valkey.io/commands/zdiffstore/)
        """
    def zincrby(self, *args: Arg) -> "Future[Any]":
        """Increments the score of a member in a sorted set.

        `ZINCRBY key increment member`

        Since 1.2.0. Complexity: O(log(N)) where N is the number of elements in the sorted set. [Valkey documentation](https://valkey.io/commands/zincrby/)
        """
    def zinter(self, *args: Arg) -> "Future[Any]":
        """Returns the intersect of multiple sorted sets.

        `ZINTER numkeys key [key ...] [WEIGHTS weight [weight ...]] [AGGREGATE <SUM | MIN | MAX>] [WITHSCORES]`

        Since 6.2.0. Complexity: O(N\\*K)+O(M\\*log(M)) worst case with N being the smallest input sorted set, K being the number of input sorted sets and M being the number of elements in the resulting sorted set. [Valkey documentation](https://valkey.io/commands/zinter/)
        """
    def zintercard(self, *args: Arg) -> "Future[int]":
        """Returns the number of members of the intersect of multiple sorted sets.

        `ZINTERCARD numkeys key [key ...] [LIMIT limit]`

        Since 7.0.0. Complexity: O(N\\*K) worst case with N being the smallest input sorted set, K being the number of input sorted sets. [Valkey documentation](https://valkey.io/commands/zintercard/)
        """
    def zinterstore(self, *args: Arg) -> "Future[int]":
        """Stores the intersect of multiple sorted sets in a key.

        `ZINTERSTORE destination numkeys key [key ...] [WEIGHTS weight [weight ...]] [AGGREGATE <SUM | MIN | MAX>]`

        Since 2.0.0. Complexity: O(N\\*K)+O(M\\*log(M)) worst case with N being the smallest input sorted set, K being the number of input sorted sets and M being the number of elements in the resulting sorted set. [Valkey documentation](https://valkey.io/commands/zinterstore/)
        """
    def zlexcount(self, *args: Arg) -> "Future[int]":
        """Returns the number of members in a sorted set within a lexicographical range.

        `ZLEXCOUNT key min max`

        Since 2.8.9. Complexity: O(log(N)) with N being the number of elements in the sorted set. [Valkey documentation](https://valkey.io/commands/zlexcount/)
        """
    def zmpop(self, *args: Arg) -> "Future[Any]":
        """Returns the highest- or lowest-scoring members from one or more sorted sets after removing them. Deletes the sorted set if the last member was popped.

        `ZMPOP numkeys key [key ...] <MIN | MAX> [COUNT count]`

        Since 7.0.0. Complexity: O(K) + O(M\\*log(N)) where K is the number of provided keys, N being the number of elements in the sorted set, and M being the number of elements popped. [Valkey documentation](https://valkey.io/commands/zmpop/)
        """
    def zmscore(self, *args: Arg) -> "Future[Any]":
        """Returns the score of one or more members in a sorted set.

        `ZMSCORE key member [member ...]`

        Since 6.2.0. Complexity: O(N) where N is the number of members being requested. [Valkey documentation](https://valkey.io/commands/zmscore/)
        """
    def zpopmax(self, *args: Arg) -> "Future[Any]":
        """Returns the highest-scoring members from a sorted set after removing them. Deletes the sorted set if the last member was popped.

        `ZPOPMAX key [count]`

        Since 5.0.0. Complexity: O(log(N)\\*M) with N being the number of elements in the sorted set, and M being the number of elements popped. [Valkey documentation](https://valkey.io/commands/zpopmax/)
        """
    def zpopmin(self, *args: Arg) -> "Future[Any]":
        """Returns the lowest-scoring members from a sorted set after removing them. Deletes the sorted set if the last member was popped.

        `ZPOPMIN key [count]`

        Since 5.0.0. Complexity: O(log(N)\\*M) with N being the number of elements in the sorted set, and M being the number of elements popped. [Valkey documentation](https://valkey.io/commands/zpopmin/)
        """
    def zrandmember(self, *args: Arg) -> "Future[Any]":
        """Returns one or more random members from a sorted set.

        `ZRANDMEMBER key [count [WITHSCORES]]`

        Since 6.2.0. Complexity: O(N) where N is the number of members returned. [Valkey documentation](https://valkey.io/commands/zrandmember/)
        """
    def zrange(self, *args: Arg) -> "Future[Any]":
        """Returns members in a sorted set within a range of indexes.

        `ZRANGE key start stop [BYSCORE | BYLEX] [REV] [LIMIT offset count] [WITHSCORES]`

        Since 1.2.0. Complexity: O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements returned. [Valkey documentation](https://valkey.io/commands/zrange/)
        """
    def zrangebylex(self, *args: Arg) -> "Future[List[_Str]]":
        """Returns members in a sorted set within a lexicographical range.

        `ZRANGEBYLEX key min max [LIMIT offset count]`

        Since 2.8.9. Complexity: O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements being returned. If M is constant (e.g. always asking for the first 10 elements with LIMIT), you can consider it O(log(N)). [Valkey documentation](https://valkey.io/commands/zrangebylex/)
        """
    def zrangebyscore(self, *args: Arg) -> "Future[Any]":
        """Returns members in a sorted set within a range of scores.

        `ZRANGEBYSCORE key min max [WITHSCORES] [LIMIT offset count]`

        Since 1.0.5. Complexity: O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements being returned. If M is constant (e.g. always asking for the first 10 elements with LIMIT), you can consider it O(log(N)). [Valkey documentation](https://valkey.io/commands/zrangebyscore/)
        """
    def zrangestore(self, *args: Arg) -> "Future[int]":
        """Stores a range of members from sorted set in a key.

        `ZRANGESTORE dst src min max [BYSCORE | BYLEX] [REV] [LIMIT offset count]`

        Since 6.2.0. Complexity: O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements stored into the destination key. [Valkey documentation](https://valkey.io/commands/zrangestore/)
        """
    def zrank(self, *args: Arg) -> "Future[Any]":
        """Returns the index of a member in a sorted set ordered by ascending scores.

        `ZRANK key member [WITHSCORE]`

        Since 2.0.0. Complexity: O(log(N)). [Valkey documentation](https://valkey.io/commands/zrank/)
        """
    def zrem(self, *args: Arg) -> "Future[int]":
        """Removes one or more members from a sorted set. Deletes the sorted set if all members were removed.

        `ZREM key member [member ...]`

        Since 1.2.0. Complexity: O(M\\*log(N)) with N being the number of elements in the sorted set and M the number of elements to be removed. [Valkey documentation](https://valkey.io/commands/zrem/)
        """
    def zremrangebylex(self, *args: Arg) -> "Future[int]":
        """Removes members in a sorted set within a lexicographical range. Deletes the sorted set if all members were removed.

        `ZREMRANGEBYLEX key min max`

        Since 2.8.9. Complexity: O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements removed by the operation. [Valkey documentation](https://valkey.io/commands/zremrangebylex/)
        """
    def zremrangebyrank(self, *args: Arg) -> "Future[int]":
        """Removes members in a sorted set within a range of indexes. Deletes the sorted set if all members were removed.

        `ZREMRANGEBYRANK key start stop`

        Since 2.0.0. Complexity: O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements removed by the operation. [Valkey documentation](https://valkey.io/commands/zremrangebyrank/)
        """
    def zremrangebyscore(self, *args: Arg) -> "Future[int]":
        """Removes members in a sorted set within a range of scores. Deletes the sorted set if all members were removed.

        `ZREMRANGEBYSCORE key min max`

        Since 1.2.0. Complexity: O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements removed by the operation. [Valkey documentation](https://valkey.io/commands/zremrangebyscore/)
        """
    def zrevrange(self, *args: Arg) -> "Future[Any]":
        """Returns members in a sorted set within a range of indexes in reverse order.

        `ZREVRANGE key start stop [WITHSCORES]`

        Since 1.2.0. Complexity: O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements returned. [Valkey documentation](https://valkey.io/commands/zrevrange/)
        """
    def zrevrangebylex(self, *args: Arg) -> "Future[List[_Str]]":
        """Returns members in a sorted set within a lexicographical range in reverse order.

        `ZREVRANGEBYLEX key max min [LIMIT offset count]`

        Since 2.8.9. Complexity: O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements being returned. If M is constant (e.g. always asking for the first 10 elements with LIMIT), you can consider it O(log(N)). [Valkey documentation](https://valkey.io/commands/zrevrangebylex/)
        """
    def zrevrangebyscore(self, *args: Arg) -> "Future[Any]":
        """Returns members in a sorted set within a range of scores in reverse order.

        `ZREVRANGEBYSCORE key max min [WITHSCORES] [LIMIT offset count]`

        Since 2.2.0. Complexity: O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements being returned. If M is constant (e.g. always asking for the first 10 elements with LIMIT), you can consider it O(log(N)). [Valkey documentation](https://valkey.io/commands/zrevrangebyscore/)
        """
    def zrevrank(self, *args: Arg) -> "Future[Any]":
        """Returns the index of a member in a sorted set ordered by descending scores.

        `ZREVRANK key member [WITHSCORE]`

        Since 2.0.0. Complexity: O(log(N)). [Valkey documentation](https://valkey.io/commands/zrevrank/)
        """
    def zscan(self, *args: Arg) -> "Future[Any]":
        """Iterates over members and scores of a sorted set.

        `ZSCAN key cursor [MATCH pattern] [COUNT count] [NOSCORES]`

        Since 2.8.0. Complexity: O(1) for every call. O(N) for a complete iteration, including enough command calls for the cursor to return back to 0. N is the number of elements inside the collection. [Valkey documentation](https://valkey.io/commands/zscan/)
        """
    def zscore(self, *args: Arg) -> "Future[Any]":
        """Returns the score of a member in a sorted set.

        `ZSCORE key member`

        Since 1.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/zscore/)
        """
    def zunion(self, *args: Arg) -> "Future[Any]":
        """Returns the union of multiple sorted sets.

        `ZUNION numkeys key [key ...] [WEIGHTS weight [weight ...]] [AGGREGATE <SUM | MIN | MAX>] [WITHSCORES]`

        Since 6.2.0. Complexity: O(N)+O(M\\*log(M)) with N being the sum of the sizes of the input sorted sets, and M being the number of elements in the resulting sorted set. [Valkey documentation](https://valkey.io/commands/zunion/)
        """
    def zunionstore(self, *args: Arg) -> "Future[int]":
        """Stores the union of multiple sorted sets in a key.

        `ZUNIONSTORE destination numkeys key [key ...] [WEIGHTS weight [weight ...]] [AGGREGATE <SUM | MIN | MAX>]`

        Since 2.0.0. Complexity: O(N)+O(M log(M)) with N being the sum of the sizes of the input sorted sets, and M being the number of elements in the resulting sorted set. [Valkey documentation](https://valkey.io/commands/zunionstore/)
        """

class Collector:
    def do_cmd(self: _Pipe, *args: Arg) -> _Pipe: ...
    def __call__(self: _Pipe, *args: Arg) -> _Pipe: ...
    def extend(self: _Pipe, commands: Iterable[Union[Tuple[Arg, ...], List[Any]]]) -> _Pipe: ...
    def reset(self) -> None: ...
    def __len__(self) -> int: ...
    def acl_cat(self: _Pipe, *args: Arg) -> _Pipe:
        """Lists the ACL categories, or the commands inside a category.

        `ACL CAT [category]`

        Since 6.0.0. Complexity: O(1) since the categories and commands are a fixed set. [Valkey documentation](https://valkey.io/commands/acl-cat/)
        """
    def acl_deluser(self: _Pipe, *args: Arg) -> _Pipe:
        """Deletes ACL users, and terminates their connections.

        `ACL DELUSER username [username ...]`

        Since 6.0.0. Complexity: O(1) amortized time considering the typical user. [Valkey documentation](https://valkey.io/commands/acl-deluser/)
        """
    def acl_dryrun(self: _Pipe, *args: Arg) -> _Pipe:
        """Simulates the execution of a command by a user, without executing the command.

        `ACL DRYRUN username command [arg [arg ...]]`

        Since 7.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/acl-dryrun/)
        """
    def acl_genpass(self: _Pipe, *args: Arg) -> _Pipe:
        """Generates a pseudorandom, secure password that can be used to identify ACL users.

        `ACL GENPASS [bits]`

        Since 6.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/acl-genpass/)
        """
    def acl_getuser(self: _Pipe, *args: Arg) -> _Pipe:
        """Lists the ACL rules of a user.

        `ACL GETUSER username`

        Since 6.0.0. Complexity: O(N). Where N is the number of password, command and pattern rules that the user has. [Valkey documentation](https://valkey.io/commands/acl-getuser/)
        """
    def acl_help(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns helpful text about the different subcommands.

        `ACL HELP`

        Since 6.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/acl-help/)
        """
    def acl_list(self: _Pipe, *args: Arg) -> _Pipe:
        """Dumps the effective rules in ACL file format.

        `ACL LIST`

        Since 6.0.0. Complexity: O(N). Where N is the number of configured users. [Valkey documentation](https://valkey.io/commands/acl-list/)
        """
    def acl_load(self: _Pipe, *args: Arg) -> _Pipe:
        """Reloads the rules from the configured ACL file.

        `ACL LOAD`

        Since 6.0.0. Complexity: O(N). Where N is the number of configured users. [Valkey documentation](https://valkey.io/commands/acl-load/)
        """
    def acl_log(self: _Pipe, *args: Arg) -> _Pipe:
        """Lists recent security events generated due to ACL rules.

        `ACL LOG [count | RESET]`

        Since 6.0.0. Complexity: O(N) with N being the number of entries shown. [Valkey documentation](https://valkey.io/commands/acl-log/)
        """
    def acl_save(self: _Pipe, *args: Arg) -> _Pipe:
        """Saves the effective ACL rules in the configured ACL file.

        `ACL SAVE`

        Since 6.0.0. Complexity: O(N). Where N is the number of configured users. [Valkey documentation](https://valkey.io/commands/acl-save/)
        """
    def acl_setuser(self: _Pipe, *args: Arg) -> _Pipe:
        """Creates and modifies an ACL user and its rules.

        `ACL SETUSER username [rule [rule ...]]`

        Since 6.0.0. Complexity: O(N). Where N is the number of rules provided. [Valkey documentation](https://valkey.io/commands/acl-setuser/)
        """
    def acl_users(self: _Pipe, *args: Arg) -> _Pipe:
        """Lists all ACL users.

        `ACL USERS`

        Since 6.0.0. Complexity: O(N). Where N is the number of configured users. [Valkey documentation](https://valkey.io/commands/acl-users/)
        """
    def acl_whoami(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the authenticated username of the current connection.

        `ACL WHOAMI`

        Since 6.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/acl-whoami/)
        """
    def append(self: _Pipe, *args: Arg) -> _Pipe:
        """Appends a string to the value of a key. Creates the key if it doesn't exist.

        `APPEND key value`

        Since 2.0.0. Complexity: O(1). The amortized time complexity is O(1) assuming the appended value is small and the already present value is of any size, since the dynamic string library used by the server will double the free space available on every reallocation. [Valkey documentation](https://valkey.io/commands/append/)
        """
    def asking(self: _Pipe, *args: Arg) -> _Pipe:
        """Signals that a cluster client is following an -ASK redirect.

        `ASKING`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/asking/)
        """
    def auth(self: _Pipe, *args: Arg) -> _Pipe:
        """Authenticates the connection.

        `AUTH [username] password`

        Since 1.0.0. Complexity: O(N) where N is the number of passwords defined for the user. [Valkey documentation](https://valkey.io/commands/auth/)
        """
    def bgrewriteaof(self: _Pipe, *args: Arg) -> _Pipe:
        """Asynchronously rewrites the append-only file to disk.

        `BGREWRITEAOF`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/bgrewriteaof/)
        """
    def bgsave(self: _Pipe, *args: Arg) -> _Pipe:
        """Asynchronously saves the database(s) to disk.

        `BGSAVE [SCHEDULE | CANCEL]`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/bgsave/)
        """
    def bitcount(self: _Pipe, *args: Arg) -> _Pipe:
        """Counts the number of set bits (population counting) in a string.

        `BITCOUNT key [start [end [BYTE | BIT]]]`

        Since 2.6.0. Complexity: O(N). [Valkey documentation](https://valkey.io/commands/bitcount/)
        """
    def bitfield(self: _Pipe, *args: Arg) -> _Pipe:
        """Performs arbitrary bitfield integer operations on strings.

        `BITFIELD key [<GET encoding offset | [OVERFLOW <WRAP | SAT | FAIL>] <SET encoding offset value | INCRBY encoding offset increment>> [<GET encoding offset | [OVERFLOW <WRAP | SAT | FAIL>] <SET encoding offset value | INCRBY encoding offset increment>> ...]]`

        Since 3.2.0. Complexity: O(1) for each subcommand specified. [Valkey documentation](https://valkey.io/commands/bitfield/)
        """
    def bitfield_ro(self: _Pipe, *args: Arg) -> _Pipe:
        """Performs arbitrary read-only bitfield integer operations on strings.

        `BITFIELD_RO key [GET encoding offset [GET encoding offset ...]]`

        Since 6.0.0. Complexity: O(1) for each subcommand specified. [Valkey documentation](https://valkey.io/commands/bitfield_ro/)
        """
    def bitop(self: _Pipe, *args: Arg) -> _Pipe:
        """Performs bitwise operations on multiple strings, and stores the result.

        `BITOP <AND | OR | XOR | NOT> destkey key [key ...]`

        Since 2.6.0. Complexity: O(N). [Valkey documentation](https://valkey.io/commands/bitop/)
        """
    def bitpos(self: _Pipe, *args: Arg) -> _Pipe:
        """Finds the first set (1) or clear (0) bit in a string.

        `BITPOS key bit [start [end [BYTE | BIT]]]`

        Since 2.8.7. Complexity: O(N). [Valkey documentation](https://valkey.io/commands/bitpos/)
        """
    def blmove(self: _Pipe, *args: Arg) -> _Pipe:
        """Pops an element from a list, pushes it to another list and returns it. Blocks until an element is available otherwise. Deletes the list if the last element was moved.

        `BLMOVE source destination <LEFT | RIGHT> <LEFT | RIGHT> timeout`

        Since 6.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/blmove/)
        """
    def blmpop(self: _Pipe, *args: Arg) -> _Pipe:
        """Pops the first element from one of multiple lists. Blocks until an element is available otherwise. Deletes the list if the last element was popped.

        `BLMPOP timeout numkeys key [key ...] <LEFT | RIGHT> [COUNT count]`

        Since 7.0.0. Complexity: O(N+M) where N is the number of provided keys and M is the number of elements returned. [Valkey documentation](https://valkey.io/commands/blmpop/)
        """
    def blpop(self: _Pipe, *args: Arg) -> _Pipe:
        """Removes and returns the first element in a list. Blocks until an element is available otherwise. Deletes the list if the last element was popped.

        `BLPOP key [key ...] timeout`

        Since 2.0.0. Complexity: O(N) where N is the number of provided keys. [Valkey documentation](https://valkey.io/commands/blpop/)
        """
    def brpop(self: _Pipe, *args: Arg) -> _Pipe:
        """Removes and returns the last element in a list. Blocks until an element is available otherwise. Deletes the list if the last element was popped.

        `BRPOP key [key ...] timeout`

        Since 2.0.0. Complexity: O(N) where N is the number of provided keys. [Valkey documentation](https://valkey.io/commands/brpop/)
        """
    def brpoplpush(self: _Pipe, *args: Arg) -> _Pipe:
        """Pops an element from a list, pushes it to another list and returns it. Blocks until an element is available otherwise. Deletes the list if the last element was popped.

        `BRPOPLPUSH source destination timeout`

        Since 2.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/brpoplpush/)
        """
    def bzmpop(self: _Pipe, *args: Arg) -> _Pipe:
        """Removes and returns a member by score from one or more sorted sets. Blocks until a member is available otherwise. Deletes the sorted set if the last element was popped.

        `BZMPOP timeout numkeys key [key ...] <MIN | MAX> [COUNT count]`

        Since 7.0.0. Complexity: O(K) + O(M\\*log(N)) where K is the number of provided keys, N being the number of elements in the sorted set, and M being the number of elements popped. [Valkey documentation](https://valkey.io/commands/bzmpop/)
        """
    def bzpopmax(self: _Pipe, *args: Arg) -> _Pipe:
        """Removes and returns the member with the highest score from one or more sorted sets. Blocks until a member is available otherwise. Deletes the sorted set if the last element was popped.

        `BZPOPMAX key [key ...] timeout`

        Since 5.0.0. Complexity: O(log(N)) with N being the number of elements in the sorted set. [Valkey documentation](https://valkey.io/commands/bzpopmax/)
        """
    def bzpopmin(self: _Pipe, *args: Arg) -> _Pipe:
        """Removes and returns the member with the lowest score from one or more sorted sets. Blocks until a member is available otherwise. Deletes the sorted set if the last element was popped.

        `BZPOPMIN key [key ...] timeout`

        Since 5.0.0. Complexity: O(log(N)) with N being the number of elements in the sorted set. [Valkey documentation](https://valkey.io/commands/bzpopmin/)
        """
    def client_caching(self: _Pipe, *args: Arg) -> _Pipe:
        """Instructs the server whether to track the keys in the next request.

        `CLIENT CACHING <YES | NO>`

        Since 6.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/client-caching/)
        """
    def client_capa(self: _Pipe, *args: Arg) -> _Pipe:
        """A client claims its capability.

        `CLIENT CAPA capability [capability ...]`

        Since 8.0.0, not in Redis 8.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/client-capa/)
        """
    def client_getname(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the name of the connection.

        `CLIENT GETNAME`

        Since 2.6.9. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/client-getname/)
        """
    def client_getredir(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the client ID to which the connection's tracking notifications are redirected.

        `CLIENT GETREDIR`

        Since 6.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/client-getredir/)
        """
    def client_help(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns helpful text about the different subcommands.

        `CLIENT HELP`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/client-help/)
        """
    def client_id(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the unique client ID of the connection.

        `CLIENT ID`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/client-id/)
        """
    def client_import_source(self: _Pipe, *args: Arg) -> _Pipe:
        """Marks this client as an import source when the server is in import mode.

        `CLIENT IMPORT-SOURCE <ON | OFF>`

        Since 8.1.0, not in Redis 8.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/client-import-source/)
        """
    def client_info(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns information about the connection.

        `CLIENT INFO`

        Since 6.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/client-info/)
        """
    def client_kill(self: _Pipe, *args: Arg) -> _Pipe:
        """Terminates open connections.

        `CLIENT KILL <ip:port | <[ID client-id [client-id ...]] | [TYPE <NORMAL | MASTER | PRIMARY | SLAVE | REPLICA | PUBSUB>] | [USER username] | [ADDR ip:port] | [LADDR ip:port] | [SKIPME <YES | NO>] | [MAXAGE maxage] | [NAME name] | [IDLE idle] | [FLAGS flags] | [LIB-NAME lib-name] | [LIB-VER lib-ver] | [DB db] | [CAPA capa] | [IP ip] | [NOT-TYPE <NORMAL | MASTER | PRIMARY | SLAVE | REPLICA | PUBSUB>] | [NOT-ID not-client-id [not-client-id ...]] | [NOT-USER not-username] | [NOT-ADDR ip:port] | [NOT-LADDR ip:port] | [NOT-NAME not-name] | [NOT-FLAGS not-flags] | [NOT-LIB-NAME not-lib-name] | [NOT-LIB-VER not-lib-ver] | [NOT-DB not-db] | [NOT-CAPA not-capa] | [NOT-IP not-ip]> [<[ID client-id [client-id ...]] | [TYPE <NORMAL | MASTER | PRIMARY | SLAVE | REPLICA | PUBSUB>] | [USER username] | [ADDR ip:port] | [LADDR ip:port] | [SKIPME <YES | NO>] | [MAXAGE maxage] | [NAME name] | [IDLE idle] | [FLAGS flags] | [LIB-NAME lib-name] | [LIB-VER lib-ver] | [DB db] | [CAPA capa] | [IP ip] | [NOT-TYPE <NORMAL | MASTER | PRIMARY | SLAVE | REPLICA | PUBSUB>] | [NOT-ID not-client-id [not-client-id ...]] | [NOT-USER not-username] | [NOT-ADDR ip:port] | [NOT-LADDR ip:port] | [NOT-NAME not-name] | [NOT-FLAGS not-flags] | [NOT-LIB-NAME not-lib-name] | [NOT-LIB-VER not-lib-ver] | [NOT-DB not-db] | [NOT-CAPA not-capa] | [NOT-IP not-ip]> ...]>`

        Since 2.4.0. Complexity: O(N) where N is the number of client connections. [Valkey documentation](https://valkey.io/commands/client-kill/)
        """
    def client_list(self: _Pipe, *args: Arg) -> _Pipe:
        """Lists open connections.

        `CLIENT LIST [TYPE <NORMAL | MASTER | REPLICA | PUBSUB>] [ID client-id [client-id ...]] [USER username] [ADDR ip:port] [LADDR ip:port] [SKIPME <YES | NO>] [MAXAGE maxage] [NAME name] [IDLE idle] [FLAGS flags] [LIB-NAME lib-name] [LIB-VER lib-ver] [DB db] [CAPA capa] [IP ip] [NOT-TYPE <NORMAL | MASTER | REPLICA | PUBSUB>] [NOT-ID not-client-id [not-client-id ...]] [NOT-USER not-username] [NOT-ADDR ip:port] [NOT-LADDR ip:port] [NOT-NAME not-name] [NOT-FLAGS not-flags] [NOT-LIB-NAME not-lib-name] [NOT-LIB-VER not-lib-ver] [NOT-DB not-db] [NOT-CAPA not-capa] [NOT-IP not-ip]`

        Since 2.4.0. Complexity: O(N) where N is the number of client connections. [Valkey documentation](https://valkey.io/commands/client-list/)
        """
    def client_no_evict(self: _Pipe, *args: Arg) -> _Pipe:
        """Sets the client eviction mode of the connection.

        `CLIENT NO-EVICT <ON | OFF>`

        Since 7.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/client-no-evict/)
        """
    def client_no_touch(self: _Pipe, *args: Arg) -> _Pipe:
        """Controls whether commands sent by the client affect the LRU/LFU of accessed keys.

        `CLIENT NO-TOUCH <ON | OFF>`

        Since 7.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/client-no-touch/)
        """
    def client_pause(self: _Pipe, *args: Arg) -> _Pipe:
        """Suspends commands processing.

        `CLIENT PAUSE timeout [WRITE | ALL]`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/client-pause/)
        """
    def client_setinfo(self: _Pipe, *args: Arg) -> _Pipe:
        """Sets information specific to the client or connection.

        `CLIENT SETINFO <LIB-NAME libname | LIB-VER libver>`

        Since 7.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/client-setinfo/)
        """
    def client_setname(self: _Pipe, *args: Arg) -> _Pipe:
        """Sets the connection name.

        `CLIENT SETNAME connection-name`

        Since 2.6.9. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/client-setname/)
        """
    def client_tracking(self: _Pipe, *args: Arg) -> _Pipe:
        """Controls server-assisted client-side caching for the connection.

        `CLIENT TRACKING <ON | OFF> [REDIRECT client-id] [PREFIX prefix [PREFIX prefix ...]] [BCAST] [OPTIN] [OPTOUT] [NOLOOP]`

        Since 6.0.0. Complexity: O(1). Some options may introduce additional complexity. [Valkey documentation](https://valkey.io/commands/client-tracking/)
        """
    def client_trackinginfo(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns information about server-assisted client-side caching for the connection.

        `CLIENT TRACKINGINFO`

        Since 6.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/client-trackinginfo/)
        """
    def client_unblock(self: _Pipe, *args: Arg) -> _Pipe:
        """Unblocks a client blocked by a blocking command from a different connection.

        `CLIENT UNBLOCK client-id [TIMEOUT | ERROR]`

        Since 5.0.0. Complexity: O(log N) where N is the number of client connections. [Valkey documentation](https://valkey.io/commands/client-unblock/)
        """
    def client_unpause(self: _Pipe, *args: Arg) -> _Pipe:
        """Resumes processing commands from paused clients.

        `CLIENT UNPAUSE`

        Since 6.2.0. Complexity: O(N) Where N is the number of paused clients. [Valkey documentation](https://valkey.io/commands/client-unpause/)
        """
    def cluster_addslots(self: _Pipe, *args: Arg) -> _Pipe:
        """Assigns new hash slots to a node.

        `CLUSTER ADDSLOTS slot [slot ...]`

        Since 3.0.0. Complexity: O(N) where N is the total number of hash slot arguments. [Valkey documentation](https://valkey.io/commands/cluster-addslots/)
        """
    def cluster_addslotsrange(self: _Pipe, *args: Arg) -> _Pipe:
        """Assigns new hash slot ranges to a node.

        `CLUSTER ADDSLOTSRANGE start-slot end-slot [start-slot end-slot ...]`

        Since 7.0.0. Complexity: O(N) where N is the total number of the slots between the start slot and end slot arguments. [Valkey documentation](https://valkey.io/commands/cluster-addslotsrange/)
        """
    def cluster_bumpepoch(self: _Pipe, *args: Arg) -> _Pipe:
        """Advances the cluster config epoch.

        `CLUSTER BUMPEPOCH`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/cluster-bumpepoch/)
        """
    def cluster_cancelslotmigrations(self: _Pipe, *args: Arg) -> _Pipe:
        """Cancel all current ongoing slot migration operations.

        `CLUSTER CANCELSLOTMIGRATIONS`

        Since 9.0.0, not in Redis 8.0. Complexity: O(N), where N is the number of slot migration operations being cancelled. [Valkey documentation](https://valkey.io/commands/cluster-cancelslotmigrations/)
        """
    def cluster_count_failure_reports(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the number of active failure reports for a node. No new reports are created once the node is marked as failed.

        `CLUSTER COUNT-FAILURE-REPORTS node-id`

        Since 3.0.0. Complexity: O(N) where N is the number of failure reports. [Valkey documentation](https://valkey.io/commands/cluster-count-failure-reports/)
        """
    def cluster_countkeysinslot(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the number of keys in a hash slot.

        `CLUSTER COUNTKEYSINSLOT slot`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/cluster-countkeysinslot/)
        """
    def cluster_delslots(self: _Pipe, *args: Arg) -> _Pipe:
        """Sets hash slots as unbound for a node.

        `CLUSTER DELSLOTS slot [slot ...]`

        Since 3.0.0. Complexity: O(N) where N is the total number of hash slot arguments. [Valkey documentation](https://valkey.io/commands/cluster-delslots/)
        """
    def cluster_delslotsrange(self: _Pipe, *args: Arg) -> _Pipe:
        """Sets hash slot ranges as unbound for a node.

        `CLUSTER DELSLOTSRANGE start-slot end-slot [start-slot end-slot ...]`

        Since 7.0.0. Complexity: O(N) where N is the total number of the slots between the start slot and end slot arguments. [Valkey documentation](https://valkey.io/commands/cluster-delslotsrange/)
        """
    def cluster_failover(self: _Pipe, *args: Arg) -> _Pipe:
        """Forces a replica to perform a manual failover of its primary.

        `CLUSTER FAILOVER [FORCE | TAKEOVER]`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/cluster-failover/)
        """
    def cluster_flushslot(self: _Pipe, *args: Arg) -> _Pipe:
        """Removes all keys from the target slot.

        `CLUSTER FLUSHSLOT slot [ASYNC | SYNC]`

        Since 9.0.0, not in Redis 8.0. Complexity: O(N) where N is the number of keys in the target slot. [Valkey documentation](https://valkey.io/commands/cluster-flushslot/)
        """
    def cluster_flushslots(self: _Pipe, *args: Arg) -> _Pipe:
        """Deletes all slots information from a node.

        `CLUSTER FLUSHSLOTS`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/cluster-flushslots/)
        """
    def cluster_forget(self: _Pipe, *args: Arg) -> _Pipe:
        """Removes a node from the nodes table.

        `CLUSTER FORGET node-id`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/cluster-forget/)
        """
    def cluster_getkeysinslot(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the key names in a hash slot.

        `CLUSTER GETKEYSINSLOT slot count`

        Since 3.0.0. Complexity: O(N) where N is the number of requested keys. [Valkey documentation](https://valkey.io/commands/cluster-getkeysinslot/)
        """
    def cluster_getslotmigrations(self: _Pipe, *args: Arg) -> _Pipe:
        """Gets the status of ongoing and recently finished slot import and export operations.

        `CLUSTER GETSLOTMIGRATIONS`

        Since 9.0.0, not in Redis 8.0. Complexity: O(N), where N is the number of active slot import and export jobs. [Valkey documentation](https://valkey.io/commands/cluster-getslotmigrations/)
        """
    def cluster_help(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns helpful text about the different subcommands.

        `CLUSTER HELP`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/cluster-help/)
        """
    def cluster_info(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns information about the state of a node.

        `CLUSTER INFO`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/cluster-info/)
        """
    def cluster_keyslot(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the hash slot for a key.

        `CLUSTER KEYSLOT key`

        Since 3.0.0. Complexity: O(N) where N is the number of bytes in the key. [Valkey documentation](https://valkey.io/commands/cluster-keyslot/)
        """
    def cluster_links(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns a list of all TCP links to and from peer nodes.

        `CLUSTER LINKS`

        Since 7.0.0. Complexity: O(N) where N is the total number of Cluster nodes. [Valkey documentation](https://valkey.io/commands/cluster-links/)
        """
    def cluster_meet(self: _Pipe, *args: Arg) -> _Pipe:
        """Forces a node to handshake with another node.

        `CLUSTER MEET ip port [cluster-bus-port]`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/cluster-meet/)
        """
    def cluster_migrateslots(self: _Pipe, *args: Arg) -> _Pipe:
        """Migrate the given slots from this node to the specified nodes.

        `CLUSTER MIGRATESLOTS SLOTSRANGE start-slot end-slot [start-slot end-slot ...] NODE node-id [SLOTSRANGE start-slot end-slot [start-slot end-slot ...] NODE node-id ...]`

        Since 9.0.0, not in Redis 8.0. Complexity: O(N) where N is the total number of the slots between all start slot and end slot arguments. [Valkey documentation](https://valkey.io/commands/cluster-migrateslots/)
        """
    def cluster_myid(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the ID of a node.

        `CLUSTER MYID`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/cluster-myid/)
        """
    def cluster_myshardid(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the shard ID of a node.

        `CLUSTER MYSHARDID`

        Since 7.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/cluster-myshardid/)
        """
    def cluster_nodes(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the cluster configuration for a node.

        `CLUSTER NODES`

        Since 3.0.0. Complexity: O(N) where N is the total number of Cluster nodes. [Valkey documentation](https://valkey.io/commands/cluster-nodes/)
        """
    def cluster_replicas(self: _Pipe, *args: Arg) -> _Pipe:
        """Lists the replica nodes of a primary node.

        `CLUSTER REPLICAS node-id`

        Since 5.0.0. Complexity: O(N) where N is the number of replicas. [Valkey documentation](https://valkey.io/commands/cluster-replicas/)
        """
    def cluster_replicate(self: _Pipe, *args: Arg) -> _Pipe:
        """Configures a node as replica of a primary node or detaches a replica from its primary.

        `CLUSTER REPLICATE <node-id | NO ONE>`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/cluster-replicate/)
        """
    def cluster_reset(self: _Pipe, *args: Arg) -> _Pipe:
        """Resets a node.

        `CLUSTER RESET [HARD | SOFT]`

        Since 3.0.0. Complexity: O(N) where N is the number of known nodes. The command may execute a FLUSHALL as a side effect. [Valkey documentation](https://valkey.io/commands/cluster-reset/)
        """
    def cluster_saveconfig(self: _Pipe, *args: Arg) -> _Pipe:
        """Forces a node to save the cluster configuration to disk.

        `CLUSTER SAVECONFIG`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/cluster-saveconfig/)
        """
    def cluster_set_config_epoch(self: _Pipe, *args: Arg) -> _Pipe:
        """Sets the configuration epoch for a new node.

        `CLUSTER SET-CONFIG-EPOCH config-epoch`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/cluster-set-config-epoch/)
        """
    def cluster_setslot(self: _Pipe, *args: Arg) -> _Pipe:
        """Binds a hash slot to a node.

        `CLUSTER SETSLOT slot <IMPORTING node-id | MIGRATING node-id | NODE node-id | STABLE> [TIMEOUT timeout]`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/cluster-setslot/)
        """
    def cluster_shards(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the mapping of cluster slots to shards.

        `CLUSTER SHARDS`

        Since 7.0.0. Complexity: O(N) where N is the total number of cluster nodes. [Valkey documentation](https://valkey.io/commands/cluster-shards/)
        """
    def cluster_slaves(self: _Pipe, *args: Arg) -> _Pipe:
        """Lists the replica nodes of a primary node.

        `CLUSTER SLAVES node-id`

        Since 3.0.0. Complexity: O(N) where N is the number of replicas. [Valkey documentation](https://valkey.io/commands/cluster-slaves/)

        Deprecated by Valkey since 5.0.0, replaced by `CLUSTER REPLICAS`.
        """
    def cluster_slot_stats(self: _Pipe, *args: Arg) -> _Pipe:
        """Return an array of slot usage statistics for slots assigned to the current node.

        `CLUSTER SLOT-STATS <SLOTSRANGE start-slot end-slot | ORDERBY metric [LIMIT limit] [ASC | DESC]>`

        Since 8.0.0, not in Redis 8.0. Complexity: O(N) where N is the total number of slots based on arguments. O(N\\*log(N)) with ORDERBY subcommand. [Valkey documentation](https://valkey.io/commands/cluster-slot-stats/)
        """
    def cluster_slots(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the mapping of cluster slots to nodes.

        `CLUSTER SLOTS`

        Since 3.0.0. Complexity: O(N) where N is the total number of Cluster nodes. [Valkey documentation](https://valkey.io/commands/cluster-slots/)
        """
    def cluster_syncslots(self: _Pipe, *args: Arg) -> _Pipe:
        """A container for internal slot migration commands.

        `CLUSTER SYNCSLOTS`

        Since 9.0.0, not in Redis 8.0. Complexity: Depends on subcommand. [Valkey documentation](https://valkey.io/commands/cluster-syncslots/)
        """
    def clusterscan(self: _Pipe, *args: Arg) -> _Pipe:
        """Iterates over the keys in the cluster.

        `CLUSTERSCAN cursor [MATCH match-pattern] [COUNT count] [TYPE type] [SLOT slot]`

        Since 9.1.0, not in Redis 8.0. Complexity: O(N) where N is the number of elements returned. [Valkey documentation](https://valkey.io/commands/clusterscan/)
        """
    def command(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns detailed information about all commands.

        `COMMAND`

        Since 2.8.13. Complexity: O(N) where N is the total number of commands. [Valkey documentation](https://valkey.io/commands/command/)
        """
    def command_count(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns a count of commands.

        `COMMAND COUNT`

        Since 2.8.13. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/command-count/)
        """
    def command_docs(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns documentary information about one, multiple or all commands.

        `COMMAND DOCS [command-name [command-name ...]]`

        Since 7.0.0. Complexity: O(N) where N is the number of commands to look up. [Valkey documentation](https://valkey.io/commands/command-docs/)
        """
    def command_getkeys(self: _Pipe, *args: Arg) -> _Pipe:
        """Extracts the key names from an arbitrary command.

        `COMMAND GETKEYS command [arg [arg ...]]`

        Since 2.8.13. Complexity: O(N) where N is the number of arguments to the command. [Valkey documentation](https://valkey.io/commands/command-getkeys/)
        """
    def command_getkeysandflags(self: _Pipe, *args: Arg) -> _Pipe:
        """Extracts the key names and access flags for an arbitrary command.

        `COMMAND GETKEYSANDFLAGS command [arg [arg ...]]`

        Since 7.0.0. Complexity: O(N) where N is the number of arguments to the command. [Valkey documentation](https://valkey.io/commands/command-getkeysandflags/)
        """
    def command_help(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns helpful text about the different subcommands.

        `COMMAND HELP`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/command-help/)
        """
    def command_info(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns information about one, multiple or all commands.

        `COMMAND INFO [command-name [command-name ...]]`

        Since 2.8.13. Complexity: O(N) where N is the number of commands to look up. [Valkey documentation](https://valkey.io/commands/command-info/)
        """
    def command_list(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns a list of command names.

        `COMMAND LIST [FILTERBY <MODULE module-name | ACLCAT category | PATTERN pattern>]`

        Since 7.0.0. Complexity: O(N) where N is the total number of commands. [Valkey documentation](https://valkey.io/commands/command-list/)
        """
    def commandlog_get(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the specified command log's entries.

        `COMMANDLOG GET count <SLOW | LARGE-REQUEST | LARGE-REPLY>`

        Since 8.1.0, not in Redis 8.0. Complexity: O(N) where N is the number of entries returned. [Valkey documentation](https://valkey.io/commands/commandlog-get/)
        """
    def commandlog_help(self: _Pipe, *args: Arg) -> _Pipe:
        """Shows helpful text about the different subcommands.

        `COMMANDLOG HELP`

        Since 8.1.0, not in Redis 8.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/commandlog-help/)
        """
    def commandlog_len(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the number of entries in the specified type of command log.

        `COMMANDLOG LEN <SLOW | LARGE-REQUEST | LARGE-REPLY>`

        Since 8.1.0, not in Redis 8.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/commandlog-len/)
        """
    def commandlog_reset(self: _Pipe, *args: Arg) -> _Pipe:
        """Clears all entries from the specified type of command log.

        `COMMANDLOG RESET <SLOW | LARGE-REQUEST | LARGE-REPLY>`

        Since 8.1.0, not in Redis 8.0. Complexity: O(N) where N is the number of entries in the commandlog. [Valkey documentation](https://valkey.io/commands/commandlog-reset/)
        """
    def config_get(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the effective values of configuration parameters.

        `CONFIG GET parameter [parameter ...]`

        Since 2.0.0. Complexity: O(N) when N is the number of configuration parameters provided. [Valkey documentation](https://valkey.io/commands/config-get/)
        """
    def config_help(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns helpful text about the different subcommands.

        `CONFIG HELP`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/config-help/)
        """
    def config_resetstat(self: _Pipe, *args: Arg) -> _Pipe:
        """Resets the server's statistics.

        `CONFIG RESETSTAT`

        Since 2.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/config-resetstat/)
        """
    def config_rewrite(self: _Pipe, *args: Arg) -> _Pipe:
        """Persists the effective configuration to file.

        `CONFIG REWRITE`

        Since 2.8.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/config-rewrite/)
        """
    def config_set(self: _Pipe, *args: Arg) -> _Pipe:
        """Sets configuration parameters in-flight.

        `CONFIG SET parameter value [parameter value ...]`

        Since 2.0.0. Complexity: O(N) when N is the number of configuration parameters provided. [Valkey documentation](https://valkey.io/commands/config-set/)
        """
    def copy(self: _Pipe, *args: Arg) -> _Pipe:
        """Copies the value of a key to a new key.

        `COPY source destination [DB destination-db] [REPLACE]`

        Since 6.2.0. Complexity: O(N) worst case for collections, where N is the number of nested items. O(1) for string values. [Valkey documentation](https://valkey.io/commands/copy/)
        """
    def dbsize(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the number of keys in the database.

        `DBSIZE`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/dbsize/)
        """
    def debug(self: _Pipe, *args: Arg) -> _Pipe:
        """A container for debugging commands.

        `DEBUG`

        Since 1.0.0. Complexity: Depends on subcommand. [Valkey documentation](https://valkey.io/commands/debug/)
        """
    def decr(self: _Pipe, *args: Arg) -> _Pipe:
        """Decrements the integer value of a key by one. Uses 0 as initial value if the key doesn't exist.

        `DECR key`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/decr/)
        """
    def decrby(self: _Pipe, *args: Arg) -> _Pipe:
        """Decrements the integer value of a key by a number. Uses 0 as initial value if the key doesn't exist.

        `DECRBY key decrement`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/decrby/)
        """
    def delifeq(self: _Pipe, *args: Arg) -> _Pipe:
        """Delete key if value matches string.

        `DELIFEQ key value`

        Since 9.0.0, not in Redis 8.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/delifeq/)
        """
    def discard(self: _Pipe, *args: Arg) -> _Pipe:
        """Discards a transaction.

        `DISCARD`

        Since 2.0.0. Complexity: O(N), when N is the number of queued commands. [Valkey documentation](https://valkey.io/commands/discard/)
        """
    def dump(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns a serialized representation of the value stored at a key.

        `DUMP key`

        Since 2.6.0. Complexity: O(1) to access the key and additional O(N\\*M) to serialize it, where N is the number of objects composing the value and M their average size. For small string values the time complexity is thus O(1)+O(1\\*M) where M is small, so simply O(1). [Valkey documentation](https://valkey.io/commands/dump/)
        """
    def echo(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the given string.

        `ECHO message`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/echo/)
        """
    def eval(self: _Pipe, *args: Arg) -> _Pipe:
        """Executes a server-side Lua script.

        `EVAL script numkeys [key [key ...]] [arg [arg ...]]`

        Since 2.6.0. Complexity: Depends on the script that is executed. [Valkey documentation](https://valkey.io/commands/eval/)
        """
    def eval_ro(self: _Pipe, *args: Arg) -> _Pipe:
        """Executes a read-only server-side Lua script.

        `EVAL_RO script numkeys [key [key ...]] [arg [arg ...]]`

        Since 7.0.0. Complexity: Depends on the script that is executed. [Valkey documentation](https://valkey.io/commands/eval_ro/)
        """
    def evalsha(self: _Pipe, *args: Arg) -> _Pipe:
        """Executes a server-side Lua script by SHA1 digest.

        `EVALSHA sha1 numkeys [key [key ...]] [arg [arg ...]]`

        Since 2.6.0. Complexity: Depends on the script that is executed. [Valkey documentation](https://valkey.io/commands/evalsha/)
        """
    def evalsha_ro(self: _Pipe, *args: Arg) -> _Pipe:
        """Executes a read-only server-side Lua script by SHA1 digest.

        `EVALSHA_RO sha1 numkeys [key [key ...]] [arg [arg ...]]`

        Since 7.0.0. Complexity: Depends on the script that is executed. [Valkey documentation](https://valkey.io/commands/evalsha_ro/)
        """
    def exec(self: _Pipe, *args: Arg) -> _Pipe:
        """Executes all commands in a transaction.

        `EXEC`

        Since 1.2.0. Complexity: Depends on commands in the transaction. [Valkey documentation](https://valkey.io/commands/exec/)
        """
    def exists(self: _Pipe, *args: Arg) -> _Pipe:
        """Determines whether one or more keys exist.

        `EXISTS key [key ...]`

        Since 1.0.0. Complexity: O(N) where N is the number of keys to check. [Valkey documentation](https://valkey.io/commands/exists/)
        """
    def expire(self: _Pipe, *args: Arg) -> _Pipe:
        """Sets the expiration time of a key in seconds.

        `EXPIRE key seconds [NX | XX | GT | LT]`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/expire/)
        """
    def expireat(self: _Pipe, *args: Arg) -> _Pipe:
        """Sets the expiration time of a key to a Unix timestamp.

        `EXPIREAT key unix-time-seconds [NX | XX | GT | LT]`

        Since 1.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/expireat/)
        """
    def expiretime(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the expiration time of a key as a Unix timestamp.

        `EXPIRETIME key`

        Since 7.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/expiretime/)
        """
    def failover(self: _Pipe, *args: Arg) -> _Pipe:
        """Starts a coordinated failover from a server to one of its replicas.

        `FAILOVER [TO host port [FORCE]] [ABORT] [TIMEOUT milliseconds]`

        Since 6.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/failover/)
        """
    def fcall(self: _Pipe, *args: Arg) -> _Pipe:
        """Invokes a function.

        `FCALL function numkeys [key [key ...]] [arg [arg ...]]`

        Since 7.0.0. Complexity: Depends on the function that is executed. [Valkey documentation](https://valkey.io/commands/fcall/)
        """
    def fcall_ro(self: _Pipe, *args: Arg) -> _Pipe:
        """Invokes a read-only function.

        `FCALL_RO function numkeys [key [key ...]] [arg [arg ...]]`

        Since 7.0.0. Complexity: Depends on the function that is executed. [Valkey documentation](https://valkey.io/commands/fcall_ro/)
        """
    def flushall(self: _Pipe, *args: Arg) -> _Pipe:
        """Removes all keys from all databases.

        `FLUSHALL [ASYNC | SYNC]`

        Since 1.0.0. Complexity: O(N) where N is the total number of keys in all databases. [Valkey documentation](https://valkey.io/commands/flushall/)
        """
    def flushdb(self: _Pipe, *args: Arg) -> _Pipe:
        """Removes all keys from the current database.

        `FLUSHDB [ASYNC | SYNC]`

        Since 1.0.0. Complexity: O(N) where N is the number of keys in the selected database. [Valkey documentation](https://valkey.io/commands/flushdb/)
        """
    def function_delete(self: _Pipe, *args: Arg) -> _Pipe:
        """Deletes a library and its functions.

        `FUNCTION DELETE library-name`

        Since 7.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/function-delete/)
        """
    def function_dump(self: _Pipe, *args: Arg) -> _Pipe:
        """Dumps all libraries into a serialized binary payload.

        `FUNCTION DUMP`

        Since 7.0.0. Complexity: O(N) where N is the number of functions. [Valkey documentation](https://valkey.io/commands/function-dump/)
        """
    def function_flush(self: _Pipe, *args: Arg) -> _Pipe:
        """Deletes all libraries and functions.

        `FUNCTION FLUSH [ASYNC | SYNC]`

        Since 7.0.0. Complexity: O(N) where N is the number of functions deleted. [Valkey documentation](https://valkey.io/commands/function-flush/)
        """
    def function_help(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns helpful text about the different subcommands.

        `FUNCTION HELP`

        Since 7.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/function-help/)
        """
    def function_kill(self: _Pipe, *args: Arg) -> _Pipe:
        """Terminates a function during execution.

        `FUNCTION KILL`

        Since 7.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/function-kill/)
        """
    def function_list(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns information about all libraries.

        `FUNCTION LIST [LIBRARYNAME library-name-pattern] [WITHCODE]`

        Since 7.0.0. Complexity: O(N) where N is the number of functions. [Valkey documentation](https://valkey.io/commands/function-list/)
        """
    def function_load(self: _Pipe, *args: Arg) -> _Pipe:
        """Creates a library.

        `FUNCTION LOAD [REPLACE] function-code`

        Since 7.0.0. Complexity: O(1) (considering compilation time is redundant). [Valkey documentation](https://valkey.io/commands/function-load/)
        """
    def function_restore(self: _Pipe, *args: Arg) -> _Pipe:
        """Restores all libraries from a payload.

        `FUNCTION RESTORE serialized-value [FLUSH | APPEND | REPLACE]`

        Since 7.0.0. Complexity: O(N) where N is the number of functions on the payload. [Valkey documentation](https://valkey.io/commands/function-restore/)
        """
    def function_stats(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns information about a function during execution.

        `FUNCTION STATS`

        Since 7.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/function-stats/)
        """
    def geoadd(self: _Pipe, *args: Arg) -> _Pipe:
        """Adds one or more members to a geospatial index. The key is created if it doesn't exist.

        `GEOADD key [NX | XX] [CH] longitude latitude member [longitude latitude member ...]`

        Since 3.2.0. Complexity: O(log(N)) for each item added, where N is the number of elements in the sorted set. [Valkey documentation](https://valkey.io/commands/geoadd/)
        """
    def geodist(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the distance between two members of a geospatial index.

        `GEODIST key member1 member2 [M | KM | FT | MI]`

        Since 3.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/geodist/)
        """
    def geohash(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns members from a geospatial index as geohash strings.

        `GEOHASH key [member [member ...]]`

        Since 3.2.0. Complexity: O(1) for each member requested. [Valkey documentation](https://valkey.io/commands/geohash/)
        """
    def geopos(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the longitude and latitude of members from a geospatial index.

        `GEOPOS key [member [member ...]]`

        Since 3.2.0. Complexity: O(1) for each member requested. [Valkey documentation](https://valkey.io/commands/geopos/)
        """
    def georadius(self: _Pipe, *args: Arg) -> _Pipe:
        """Queries a geospatial index for members within a distance from a coordinate, optionally stores the result.

        `GEORADIUS key longitude latitude radius <M | KM | FT | MI> [WITHCOORD] [WITHDIST] [WITHHASH] [COUNT count [ANY]] [ASC | DESC] [STORE key | STOREDIST key]`

        Since 3.2.0. Complexity: O(N+log(M)) where N is the number of elements inside the bounding box of the circular area delimited by center and radius and M is the number of items inside the index. [Valkey documentation](https://valkey.io/commands/georadius/)
        """
    def georadius_ro(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns members from a geospatial index that are within a distance from a coordinate.

        `GEORADIUS_RO key longitude latitude radius <M | KM | FT | MI> [WITHCOORD] [WITHDIST] [WITHHASH] [COUNT count [ANY]] [ASC | DESC]`

        Since 3.2.10. Complexity: O(N+log(M)) where N is the number of elements inside the bounding box of the circular area delimited by center and radius and M is the number of items inside the index. [Valkey documentation](https://valkey.io/commands/georadius_ro/)
        """
    def georadiusbymember(self: _Pipe, *args: Arg) -> _Pipe:
        """Queries a geospatial index for members within a distance from a member, optionally stores the result.

        `GEORADIUSBYMEMBER key member radius <M | KM | FT | MI> [WITHCOORD] [WITHDIST] [WITHHASH] [COUNT count [ANY]] [ASC | DESC] [STORE key | STOREDIST key]`

        Since 3.2.0. Complexity: O(N+log(M)) where N is the number of elements inside the bounding box of the circular area delimited by center and radius and M is the number of items inside the index. [Valkey documentation](https://valkey.io/commands/georadiusbymember/)
        """
    def georadiusbymember_ro(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns members from a geospatial index that are within a distance from a member.

        `GEORADIUSBYMEMBER_RO key member radius <M | KM | FT | MI> [WITHCOORD] [WITHDIST] [WITHHASH] [COUNT count [ANY]] [ASC | DESC]`

        Since 3.2.10. Complexity: O(N+log(M)) where N is the number of elements inside the bounding box of the circular area delimited by center and radius and M is the number of items inside the index. [Valkey documentation](https://valkey.io/commands/georadiusbymember_ro/)
        """
    def geosearch(self: _Pipe, *args: Arg) -> _Pipe:
        """Queries a geospatial index for members inside an area of a box, circle, or a polygon.

        `GEOSEARCH key [FROMMEMBER member | FROMLONLAT longitude latitude] <BYRADIUS radius <M | KM | FT | MI> | BYBOX width height <M | KM | FT | MI> | BYPOLYGON num-vertices longitude latitude [longitude latitude ...]> [ASC | DESC] [COUNT count [ANY]] [WITHCOORD] [WITHDIST] [WITHHASH]`

        Since 6.2.0. Complexity: O(N+log(M)) where N is the number of elements in the grid-aligned bounding box area around the shape provided as the filter and M is the number of items inside the shape. [Valkey documentation](https://valkey.io/commands/geosearch/)
        """
    def geosearchstore(self: _Pipe, *args: Arg) -> _Pipe:
        """Queries a geospatial index for members inside an area of a box, a circle, or a polygon, optionally stores the result.

        `GEOSEARCHSTORE destination source [FROMMEMBER member | FROMLONLAT longitude latitude] <BYRADIUS radius <M | KM | FT | MI> | BYBOX width height <M | KM | FT | MI> | BYPOLYGON num-vertices longitude latitude [longitude latitude ...]> [ASC | DESC] [COUNT count [ANY]] [STOREDIST]`

        Since 6.2.0. Complexity: O(N+log(M)) where N is the number of elements in the grid-aligned bounding box area around the shape provided as the filter and M is the number of items inside the shape. [Valkey documentation](https://valkey.io/commands/geosearchstore/)
        """
    def get(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the string value of a key.

        `GET key`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/get/)
        """
    def getbit(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns a bit value by offset.

        `GETBIT key offset`

        Since 2.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/getbit/)
        """
    def getdel(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the string value of a key after deleting the key.

        `GETDEL key`

        Since 6.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/getdel/)
        """
    def getex(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the string value of a key after setting its expiration time.

        `GETEX key [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | PERSIST]`

        Since 6.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/getex/)
        """
    def getrange(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns a substring of the string stored at a key.

        `GETRANGE key start end`

        Since 2.4.0. Complexity: O(N) where N is the length of the returned string. The complexity is ultimately determined by the returned length, but because creating a substring from an existing string is very cheap, it can be considered O(1) for small strings. [Valkey documentation](https://valkey.io/commands/getrange/)
        """
    def getset(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the previous string value of a key after setting it to a new value.

        `GETSET key value`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/getset/)
        """
    def hdel(self: _Pipe, *args: Arg) -> _Pipe:
        """Deletes one or more fields and their values from a hash. Deletes the hash if no fields remain.

        `HDEL key field [field ...]`

        Since 2.0.0. Complexity: O(N) where N is the number of fields to be removed. [Valkey documentation](https://valkey.io/commands/hdel/)
        """
    def hello(self: _Pipe, *args: Arg) -> _Pipe:
        """Handshakes with the server.

        `HELLO [protover [AUTH username password] [SETNAME clientname]]`

        Since 6.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/hello/)
        """
    def hexists(self: _Pipe, *args: Arg) -> _Pipe:
        """Determines whether a field exists in a hash.

        `HEXISTS key field`

        Since 2.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/hexists/)
        """
    def hexpire(self: _Pipe, *args: Arg) -> _Pipe:
        """Sets expiry time on hash fields.

        `HEXPIRE key seconds [NX | XX | GT | LT] FIELDS numfields field [field ...]`

        Since 9.0.0 (Redis 7.4.0). Complexity: O(N) where N is the number of specified fields. [Valkey documentation](https://valkey.io/commands/hexpire/)
        """
    def hexpireat(self: _Pipe, *args: Arg) -> _Pipe:
        """Sets expiry time on hash fields.

        `HEXPIREAT key unix-time-seconds [NX | XX | GT | LT] FIELDS numfields field [field ...]`

        Since 9.0.0 (Redis 7.4.0). Complexity: O(N) where N is the number of specified fields. [Valkey documentation](https://valkey.io/commands/hexpireat/)
        """
    def hexpiretime(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns Unix timestamps in seconds since the epoch at which the given key's field(s) will expire.

        `HEXPIRETIME key FIELDS numfields field [field ...]`

        Since 9.0.0 (Redis 7.4.0). Complexity: O(N) where N is the number of specified fields. [Valkey documentation](https://valkey.io/commands/hexpiretime/)
        """
    def hget(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the value of a field in a hash.

        `HGET key field`

        Since 2.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/hget/)
        """
    def hgetall(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns all fields and values in a hash.

        `HGETALL key`

        Since 2.0.0. Complexity: O(N) where N is the size of the hash. [Valkey documentation](https://valkey.io/commands/hgetall/)
        """
    def hgetdel(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the values of one or more fields and deletes them from a hash.

        `HGETDEL key FIELDS numfields field [field ...]`

        Since 9.1.0 (Redis 8.0.0). Complexity: O(N) where N is the number of fields to be retrieved and deleted. [Valkey documentation](https://valkey.io/commands/hgetdel/)
        """
    def hgetex(self: _Pipe, *args: Arg) -> _Pipe:
        """Gets the value of one or more fields of a given hash key, and optionally sets their expiration time or time-to-live (TTL).

        `HGETEX key [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | PERSIST] FIELDS numfields field [field ...]`

        Since 9.0.0 (Redis 8.0.0). Complexity: O(N) where N is the number of specified fields. [Valkey documentation](https://valkey.io/commands/hgetex/)
        """
    def hincrby(self: _Pipe, *args: Arg) -> _Pipe:
        """Increments the integer value of a field in a hash by a number. Uses 0 as initial value if the field doesn't exist.

        `HINCRBY key field increment`

        Since 2.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/hincrby/)
        """
    def hincrbyfloat(self: _Pipe, *args: Arg) -> _Pipe:
        """Increments the floating point value of a field by a number. Uses 0 as initial value if the field doesn't exist.

        `HINCRBYFLOAT key field increment`

        Since 2.6.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/hincrbyfloat/)
        """
    def hkeys(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns all fields in a hash.

        `HKEYS key`

        Since 2.0.0. Complexity: O(N) where N is the size of the hash. [Valkey documentation](https://valkey.io/commands/hkeys/)
        """
    def hlen(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the number of fields in a hash.

        `HLEN key`

        Since 2.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/hlen/)
        """
    def hmget(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the values of all fields in a hash.

        `HMGET key field [field ...]`

        Since 2.0.0. Complexity: O(N) where N is the number of fields being requested. [Valkey documentation](https://valkey.io/commands/hmget/)
        """
    def hmset(self: _Pipe, *args: Arg) -> _Pipe:
        """Sets the values of multiple fields.

        `HMSET key field value [field value ...]`

        Since 2.0.0. Complexity: O(N) where N is the number of fields being set. [Valkey documentation](https://valkey.io/commands/hmset/)
        """
    def hpersist(self: _Pipe, *args: Arg) -> _Pipe:
        """Remove the existing expiration on a hash key's field(s).

        `HPERSIST key FIELDS numfields field [field ...]`

        Since 9.0.0 (Redis 7.4.0). Complexity: O(N) where N is the number of specified fields. [Valkey documentation](https://valkey.io/commands/hpersist/)
        """
    def hpexpire(self: _Pipe, *args: Arg) -> _Pipe:
        """Sets expiry time on hash object.

        `HPEXPIRE key milliseconds [NX | XX | GT | LT] FIELDS numfields field [field ...]`

        Since 9.0.0 (Redis 7.4.0). Complexity: O(N) where N is the number of specified fields. [Valkey documentation](https://valkey.io/commands/hpexpire/)
        """
    def hpexpireat(self: _Pipe, *args: Arg) -> _Pipe:
        """Sets expiration time on hash field.

        `HPEXPIREAT key unix-time-milliseconds [NX | XX | GT | LT] FIELDS numfields field [field ...]`

        Since 9.0.0 (Redis 7.4.0). Complexity: O(N) where N is the number of specified fields. [Valkey documentation](https://valkey.io/commands/hpexpireat/)
        """
    def hpexpiretime(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the Unix timestamp in milliseconds since Unix epoch at which the given key's field(s) will expire.

        `HPEXPIRETIME key FIELDS numfields field [field ...]`

        Since 9.0.0 (Redis 7.4.0). Complexity: O(N) where N is the number of specified fields. [Valkey documentation](https://valkey.io/commands/hpexpiretime/)
        """
    def hpttl(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the remaining time to live in milliseconds of a hash key's field(s) that have an associated expiration.

        `HPTTL key FIELDS numfields field [field ...]`

        Since 9.0.0 (Redis 7.4.0). Complexity: O(N) where N is the number of specified fields. [Valkey documentation](https://valkey.io/commands/hpttl/)
        """
    def hrandfield(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns one or more random fields from a hash.

        `HRANDFIELD key [count [WITHVALUES]]`

        Since 6.2.0. Complexity: O(N) where N is the number of fields returned. [Valkey documentation](https://valkey.io/commands/hrandfield/)
        """
    def hscan(self: _Pipe, *args: Arg) -> _Pipe:
        """Iterates over fields and values of a hash.

        `HSCAN key cursor [MATCH pattern] [COUNT count] [NOVALUES]`

        Since 2.8.0. Complexity: O(1) for every call. O(N) for a complete iteration, including enough command calls for the cursor to return back to 0. N is the number of elements inside the collection. [Valkey documentation](https://valkey.io/commands/hscan/)
        """
    def hset(self: _Pipe, *args: Arg) -> _Pipe:
        """Creates or modifies the value of a field in a hash.

        `HSET key field value [field value ...]`

        Since 2.0.0. Complexity: O(1) for each field/value pair added, so O(N) to add N field/value pairs when the command is called with multiple field/value pairs. [Valkey documentation](https://valkey.io/commands/hset/)
        """
    def hsetex(self: _Pipe, *args: Arg) -> _Pipe:
        """Sets the value of one or more fields of a given hash key, and optionally sets their expiration time.

        `HSETEX key [NX | XX] [FNX | FXX] [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | KEEPTTL] FIELDS numfields field value [field value ...]`

        Since 9.0.0 (Redis 8.0.0). Complexity: O(N) where N is the number of specified fields. [Valkey documentation](https://valkey.io/commands/hsetex/)
        """
    def hsetnx(self: _Pipe, *args: Arg) -> _Pipe:
        """Sets the value of a field in a hash only when the field doesn't exist.

        `HSETNX key field value`

        Since 2.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/hsetnx/)
        """
    def hstrlen(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the length of the value of a field.

        `HSTRLEN key field`

        Since 3.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/hstrlen/)
        """
    def httl(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the remaining time to live (in seconds) of a hash key's field(s) that have an associated expiration.

        `HTTL key FIELDS numfields field [field ...]`

        Since 9.0.0 (Redis 7.4.0). Complexity: O(N) where N is the number of specified fields. [Valkey documentation](https://valkey.io/commands/httl/)
        """
    def hvals(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns all values in a hash.

        `HVALS key`

        Since 2.0.0. Complexity: O(N) where N is the size of the hash. [Valkey documentation](https://valkey.io/commands/hvals/)
        """
    def incr(self: _Pipe, *args: Arg) -> _Pipe:
        """Increments the integer value of a key by one. Uses 0 as initial value if the key doesn't exist.

        `INCR key`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/incr/)
        """
    def incrby(self: _Pipe, *args: Arg) -> _Pipe:
        """Increments the integer value of a key by a number. Uses 0 as initial value if the key doesn't exist.

        `INCRBY key increment`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/incrby/)
        """
    def incrbyfloat(self: _Pipe, *args: Arg) -> _Pipe:
        """Increments the floating point value of a key by a number. Uses 0 as initial value if the key doesn't exist.

        `INCRBYFLOAT key increment`

        Since 2.6.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/incrbyfloat/)
        """
    def info(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns information and statistics about the server.

        `INFO [section [section ...]]`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/info/)
        """
    def keys(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns all key names that match a pattern.

        `KEYS pattern`

        Since 1.0.0. Complexity: O(N) with N being the number of keys in the database, under the assumption that the key names in the database and the given pattern have limited length. [Valkey documentation](https://valkey.io/commands/keys/)
        """
    def lastsave(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the Unix timestamp of the last successful save to disk.

        `LASTSAVE`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/lastsave/)
        """
    def latency_doctor(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns a human-readable latency analysis report.

        `LATENCY DOCTOR`

        Since 2.8.13. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/latency-doctor/)
        """
    def latency_graph(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns a latency graph for an event.

        `LATENCY GRAPH event`

        Since 2.8.13. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/latency-graph/)
        """
    def latency_help(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns helpful text about the different subcommands.

        `LATENCY HELP`

        Since 2.8.13. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/latency-help/)
        """
    def latency_histogram(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the cumulative distribution of latencies of a subset or all commands.

        `LATENCY HISTOGRAM [command [command ...]]`

        Since 7.0.0. Complexity: O(N) where N is the number of commands with latency information being retrieved. [Valkey documentation](https://valkey.io/commands/latency-histogram/)
        """
    def latency_history(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns timestamp-latency samples for an event.

        `LATENCY HISTORY event`

        Since 2.8.13. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/latency-history/)
        """
    def latency_latest(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the latest latency samples for all events.

        `LATENCY LATEST`

        Since 2.8.13. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/latency-latest/)
        """
    def latency_reset(self: _Pipe, *args: Arg) -> _Pipe:
        """Resets the latency data for one or more events.

        `LATENCY RESET [event [event ...]]`

        Since 2.8.13. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/latency-reset/)
        """
    def lcs(self: _Pipe, *args: Arg) -> _Pipe:
        """Finds the longest common substring.

        `LCS key1 key2 [LEN] [IDX] [MINMATCHLEN min-match-len] [WITHMATCHLEN]`

        Since 7.0.0. Complexity: O(N\\*M) where N and M are the lengths of s1 and s2, respectively. [Valkey documentation](https://valkey.io/commands/lcs/)
        """
    def lindex(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns an element from a list by its index.

        `LINDEX key index`

        Since 1.0.0. Complexity: O(N) where N is the number of elements to traverse to get to the element at index. This makes asking for the first or the last element of the list O(1). [Valkey documentation](https://valkey.io/commands/lindex/)
        """
    def linsert(self: _Pipe, *args: Arg) -> _Pipe:
        """Inserts an element before or after another element in a list.

        `LINSERT key <BEFORE | AFTER> pivot element`

        Since 2.2.0. Complexity: O(N) where N is the number of elements to traverse before seeing the value pivot. This means that inserting somewhere on the left end on the list (head) can be considered O(1) and inserting somewhere on the right end (tail) is O(N). [Valkey documentation](https://valkey.io/commands/linsert/)
        """
    def llen(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the length of a list.

        `LLEN key`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/llen/)
        """
    def lmove(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns an element after popping it from one list and pushing it to another. Deletes the list if the last element was moved.

        `LMOVE source destination <LEFT | RIGHT> <LEFT | RIGHT>`

        Since 6.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/lmove/)
        """
    def lmpop(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns multiple elements from a list after removing them. Deletes the list if the last element was popped.

        `LMPOP numkeys key [key ...] <LEFT | RIGHT> [COUNT count]`

        Since 7.0.0. Complexity: O(N+M) where N is the number of provided keys and M is the number of elements returned. [Valkey documentation](https://valkey.io/commands/lmpop/)
        """
    def lolwut(self: _Pipe, *args: Arg) -> _Pipe:
        """Displays computer art and the server version.

        `LOLWUT [VERSION version]`

        Since 5.0.0. [Valkey documentation](https://valkey.io/commands/lolwut/)
        """
    def lpop(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns and removes one or more elements from the beginning of a list. Deletes the list if the last element was popped.

        `LPOP key [count]`

        Since 1.0.0. Complexity: O(N) where N is the number of elements returned. [Valkey documentation](https://valkey.io/commands/lpop/)
        """
    def lpos(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the index of matching elements in a list.

        `LPOS key element [RANK rank] [COUNT num-matches] [MAXLEN len]`

        Since 6.0.6. Complexity: O(N) where N is the number of elements in the list, for the average case. When searching for elements near the head or the tail of the list, or when the MAXLEN option is provided, the command may run in constant time. [Valkey documentation](https://valkey.io/commands/lpos/)
        """
    def lpush(self: _Pipe, *args: Arg) -> _Pipe:
        """Prepends one or more elements to a list. Creates the key if it doesn't exist.

        `LPUSH key element [element ...]`

        Since 1.0.0. Complexity: O(1) for each element added, so O(N) to add N elements when the command is called with multiple arguments. [Valkey documentation](https://valkey.io/commands/lpush/)
        """
    def lpushx(self: _Pipe, *args: Arg) -> _Pipe:
        """Prepends one or more elements to a list only when the list exists.

        `LPUSHX key element [element ...]`

        Since 2.2.0. Complexity: O(1) for each element added, so O(N) to add N elements when the command is called with multiple arguments. [Valkey documentation](https://valkey.io/commands/lpushx/)
        """
    def lrange(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns a range of elements from a list.

        `LRANGE key start stop`

        Since 1.0.0. Complexity: O(S+N) where S is the distance of start offset from HEAD for small lists, from nearest end (HEAD or TAIL) for large lists; and N is the number of elements in the specified range. [Valkey documentation](https://valkey.io/commands/lrange/)
        """
    def lrem(self: _Pipe, *args: Arg) -> _Pipe:
        """Removes elements from a list. Deletes the list if the last element was removed.

        `LREM key count element`

        Since 1.0.0. Complexity: O(N+M) where N is the length of the list and M is the number of elements removed. [Valkey documentation](https://valkey.io/commands/lrem/)
        """
    def lset(self: _Pipe, *args: Arg) -> _Pipe:
        """Sets the value of an element in a list by its index.

        `LSET key index element`

        Since 1.0.0. Complexity: O(N) where N is the length of the list. Setting either the first or the last element of the list is O(1). [Valkey documentation](https://valkey.io/commands/lset/)
        """
    def ltrim(self: _Pipe, *args: Arg) -> _Pipe:
        """Removes elements from both ends of a list. Deletes the list if all elements were trimmed.

        `LTRIM key start stop`

        Since 1.0.0. Complexity: O(N) where N is the number of elements to be removed by the operation. [Valkey documentation](https://valkey.io/commands/ltrim/)
        """
    def memory_doctor(self: _Pipe, *args: Arg) -> _Pipe:
        """Outputs a memory problems report.

        `MEMORY DOCTOR`

        Since 4.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/memory-doctor/)
        """
    def memory_help(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns helpful text about the different subcommands.

        `MEMORY HELP`

        Since 4.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/memory-help/)
        """
    def memory_malloc_stats(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the allocator statistics.

        `MEMORY MALLOC-STATS`

        Since 4.0.0. Complexity: Depends on how much memory is allocated, could be slow. [Valkey documentation](https://valkey.io/commands/memory-malloc-stats/)
        """
    def memory_purge(self: _Pipe, *args: Arg) -> _Pipe:
        """Asks the allocator to release memory.

        `MEMORY PURGE`

        Since 4.0.0. Complexity: Depends on how much memory is allocated, could be slow. [Valkey documentation](https://valkey.io/commands/memory-purge/)
        """
    def memory_stats(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns details about memory usage.

        `MEMORY STATS`

        Since 4.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/memory-stats/)
        """
    def memory_usage(self: _Pipe, *args: Arg) -> _Pipe:
        """Estimates the memory usage of a key.

        `MEMORY USAGE key [SAMPLES count]`

        Since 4.0.0. Complexity: O(N) where N is the number of samples. [Valkey documentation](https://valkey.io/commands/memory-usage/)
        """
    def mget(self: _Pipe, *args: Arg) -> _Pipe:
        """Atomically returns the string values of one or more keys.

        `MGET key [key ...]`

        Since 1.0.0. Complexity: O(N) where N is the number of keys to retrieve. [Valkey documentation](https://valkey.io/commands/mget/)
        """
    def migrate(self: _Pipe, *args: Arg) -> _Pipe:
        """Atomically transfers a key from one instance to another.

        `MIGRATE host port <key | > destination-db timeout [COPY] [REPLACE] [AUTH password | AUTH2 username password] [KEYS key [key ...]]`

        Since 2.6.0. Complexity: This command actually executes a DUMP+DEL in the source instance, and a RESTORE in the target instance. See the pages of these commands for time complexity. Also an O(N) data transfer between the two instances is performed. [Valkey documentation](https://valkey.io/commands/migrate/)
        """
    def module_help(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns helpful text about the different subcommands.

        `MODULE HELP`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/module-help/)
        """
    def module_list(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns all loaded modules.

        `MODULE LIST`

        Since 4.0.0. Complexity: O(N) where N is the number of loaded modules. [Valkey documentation](https://valkey.io/commands/module-list/)
        """
    def module_load(self: _Pipe, *args: Arg) -> _Pipe:
        """Loads a module.

        `MODULE LOAD path [arg [arg ...]]`

        Since 4.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/module-load/)
        """
    def module_loadex(self: _Pipe, *args: Arg) -> _Pipe:
        """Loads a module using extended parameters.

        `MODULE LOADEX path [CONFIG name value [CONFIG name value ...]] [ARGS args [args ...]]`

        Since 7.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/module-loadex/)
        """
    def module_unload(self: _Pipe, *args: Arg) -> _Pipe:
        """Unloads a module.

        `MODULE UNLOAD name`

        Since 4.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/module-unload/)
        """
    def move(self: _Pipe, *args: Arg) -> _Pipe:
        """Moves a key to another database.

        `MOVE key db`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/move/)
        """
    def mset(self: _Pipe, *args: Arg) -> _Pipe:
        """Atomically creates or modifies the string values of one or more keys.

        `MSET key value [key value ...]`

        Since 1.0.1. Complexity: O(N) where N is the number of keys to set. [Valkey documentation](https://valkey.io/commands/mset/)
        """
    def msetex(self: _Pipe, *args: Arg) -> _Pipe:
        """Atomically creates or modifies the string values of one or more keys, and optionally set their expiration.

        `MSETEX numkeys key value [key value ...] [NX | XX] [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | KEEPTTL]`

        Since 9.1.0, not in Redis 8.0. Complexity: O(N) where N is the number of keys to set. [Valkey documentation](https://valkey.io/commands/msetex/)
        """
    def msetnx(self: _Pipe, *args: Arg) -> _Pipe:
        """Atomically modifies the string values of one or more keys only when all keys don't exist.

        `MSETNX key value [key value ...]`

        Since 1.0.1. Complexity: O(N) where N is the number of keys to set. [Valkey documentation](https://valkey.io/commands/msetnx/)
        """
    def multi(self: _Pipe, *args: Arg) -> _Pipe:
        """Starts a transaction.

        `MULTI`

        Since 1.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/multi/)
        """
    def object_encoding(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the internal encoding of an object.

        `OBJECT ENCODING key`

        Since 2.2.3. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/object-encoding/)
        """
    def object_freq(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the logarithmic access frequency counter of an object.

        `OBJECT FREQ key`

        Since 4.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/object-freq/)
        """
    def object_help(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns helpful text about the different subcommands.

        `OBJECT HELP`

        Since 6.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/object-help/)
        """
    def object_idletime(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the time since the last access to an object.

        `OBJECT IDLETIME key`

        Since 2.2.3. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/object-idletime/)
        """
    def object_refcount(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the reference count of a value of a key.

        `OBJECT REFCOUNT key`

        Since 2.2.3. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/object-refcount/)
        """
    def persist(self: _Pipe, *args: Arg) -> _Pipe:
        """Removes the expiration time of a key.

        `PERSIST key`

        Since 2.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/persist/)
        """
    def pexpire(self: _Pipe, *args: Arg) -> _Pipe:
        """Sets the expiration time of a key in milliseconds.

        `PEXPIRE key milliseconds [NX | XX | GT | LT]`

        Since 2.6.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/pexpire/)
        """
    def pexpireat(self: _Pipe, *args: Arg) -> _Pipe:
        """Sets the expiration time of a key to a Unix milliseconds timestamp.

        `PEXPIREAT key unix-time-milliseconds [NX | XX | GT | LT]`

        Since 2.6.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/pexpireat/)
        """
    def pexpiretime(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the expiration time of a key as a Unix milliseconds timestamp.

        `PEXPIRETIME key`

        Since 7.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/pexpiretime/)
        """
    def pfadd(self: _Pipe, *args: Arg) -> _Pipe:
        """Adds elements to a HyperLogLog key. Creates the key if it doesn't exist.

        `PFADD key [element [element ...]]`

        Since 2.8.9. Complexity: O(1) to add every element. [Valkey documentation](https://valkey.io/commands/pfadd/)
        """
    def pfcount(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the approximated cardinality of the set(s) observed by the HyperLogLog key(s).

        `PFCOUNT key [key ...]`

        Since 2.8.9. Complexity: O(1) with a very small average constant time when called with a single key. O(N) with N being the number of keys, and much bigger constant times, when called with multiple keys. [Valkey documentation](https://valkey.io/commands/pfcount/)
        """
    def pfdebug(self: _Pipe, *args: Arg) -> _Pipe:
        """Internal commands for debugging HyperLogLog values.

        `PFDEBUG subcommand key`

        Since 2.8.9. Complexity: N/A. [Valkey documentation](https://valkey.io/commands/pfdebug/)
        """
    def pfmerge(self: _Pipe, *args: Arg) -> _Pipe:
        """Merges one or more HyperLogLog values into a single key.

        `PFMERGE destkey [sourcekey [sourcekey ...]]`

        Since 2.8.9. Complexity: O(N) to merge N HyperLogLogs, but with high constant times. [Valkey documentation](https://valkey.io/commands/pfmerge/)
        """
    def pfselftest(self: _Pipe, *args: Arg) -> _Pipe:
        """An internal command for testing HyperLogLog values.

        `PFSELFTEST`

        Since 2.8.9. Complexity: N/A. [Valkey documentation](https://valkey.io/commands/pfselftest/)
        """
    def ping(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the server's liveliness response.

        `PING [message]`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/ping/)
        """
    def psetex(self: _Pipe, *args: Arg) -> _Pipe:
        """Sets both string value and expiration time in milliseconds of a key. The key is created if it doesn't exist.

        `PSETEX key milliseconds value`

        Since 2.6.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/psetex/)
        """
    def pttl(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the expiration time in milliseconds of a key.

        `PTTL key`

        Since 2.6.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/pttl/)
        """
    def publish(self: _Pipe, *args: Arg) -> _Pipe:
        """Posts a message to a channel.

        `PUBLISH channel message`

        Since 2.0.0. Complexity: O(N+M) where N is the number of clients subscribed to the receiving channel and M is the total number of subscribed patterns (by any client). [Valkey documentation](https://valkey.io/commands/publish/)
        """
    def pubsub_channels(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the active channels.

        `PUBSUB CHANNELS [pattern]`

        Since 2.8.0. Complexity: O(N) where N is the number of active channels, and assuming constant time pattern matching (relatively short channels and patterns). [Valkey documentation](https://valkey.io/commands/pubsub-channels/)
        """
    def pubsub_help(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns helpful text about the different subcommands.

        `PUBSUB HELP`

        Since 6.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/pubsub-help/)
        """
    def pubsub_numpat(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns a count of unique pattern subscriptions.

        `PUBSUB NUMPAT`

        Since 2.8.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/pubsub-numpat/)
        """
    def pubsub_numsub(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns a count of subscribers to channels.

        `PUBSUB NUMSUB [channel [channel ...]]`

        Since 2.8.0. Complexity: O(N) for the NUMSUB subcommand, where N is the number of requested channels. [Valkey documentation](https://valkey.io/commands/pubsub-numsub/)
        """
    def pubsub_shardchannels(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the active shard channels.

        `PUBSUB SHARDCHANNELS [pattern]`

        Since 7.0.0. Complexity: O(N) where N is the number of active shard channels, and assuming constant time pattern matching (relatively short shard channels). [Valkey documentation](https://valkey.io/commands/pubsub-shardchannels/)
        """
    def pubsub_shardnumsub(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the count of subscribers of shard channels.

        `PUBSUB SHARDNUMSUB [shardchannel [shardchannel ...]]`

        Since 7.0.0. Complexity: O(N) for the SHARDNUMSUB subcommand, where N is the number of requested shard channels. [Valkey documentation](https://valkey.io/commands/pubsub-shardnumsub/)
        """
    def quit(self: _Pipe, *args: Arg) -> _Pipe:
        """Closes the connection.

        `QUIT`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/quit/)
        """
    def randomkey(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns a random key name from the database.

        `RANDOMKEY`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/randomkey/)
        """
    def readonly(self: _Pipe, *args: Arg) -> _Pipe:
        """Enables read-only queries for a connection to a Valkey replica node.

        `READONLY`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/readonly/)
        """
    def readwrite(self: _Pipe, *args: Arg) -> _Pipe:
        """Enables read-write queries for a connection to a Valkey replica node.

        `READWRITE`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/readwrite/)
        """
    def rename(self: _Pipe, *args: Arg) -> _Pipe:
        """Renames a key and overwrites the destination.

        `RENAME key newkey`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/rename/)
        """
    def renamenx(self: _Pipe, *args: Arg) -> _Pipe:
        """Renames a key only when the target key name doesn't exist.

        `RENAMENX key newkey`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/renamenx/)
        """
    def replconf(self: _Pipe, *args: Arg) -> _Pipe:
        """An internal command for configuring the replication stream.

        `REPLCONF`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/replconf/)
        """
    def replicaof(self: _Pipe, *args: Arg) -> _Pipe:
        """Configures a server as replica of another, or promotes it to a primary.

        `REPLICAOF <host port | NO ONE>`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/replicaof/)
        """
    def restore(self: _Pipe, *args: Arg) -> _Pipe:
        """Creates a key from the serialized representation of a value.

        `RESTORE key ttl serialized-value [REPLACE] [ABSTTL] [IDLETIME seconds] [FREQ frequency]`

        Since 2.6.0. Complexity: O(1) to create the new key and additional O(N\\*M) to reconstruct the serialized value, where N is the number of objects composing the value and M their average size. For small string values the time complexity is thus O(1)+O(1\\*M) where M is small, so simply O(1). However for sorted set values the complexity is O(N\\*M\\*log(N)) because inserting values into sorted sets is O(log(N)). [Valkey documentation](https://valkey.io/commands/restore/)
        """
    def restore_asking(self: _Pipe, *args: Arg) -> _Pipe:
        """An internal command for migrating keys in a cluster.

        `RESTORE-ASKING key ttl serialized-value [REPLACE] [ABSTTL] [IDLETIME seconds] [FREQ frequency]`

        Since 3.0.0. Complexity: O(1) to create the new key and additional O(N\\*M) to reconstruct the serialized value, where N is the number of objects composing the value and M their average size. For small string values the time complexity is thus O(1)+O(1\\*M) where M is small, so simply O(1). However for sorted set values the complexity is O(N\\*M\\*log(N)) because inserting values into sorted sets is O(log(N)). [Valkey documentation](https://valkey.io/commands/restore-asking/)
        """
    def role(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the replication role.

        `ROLE`

        Since 2.8.12. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/role/)
        """
    def rpop(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns and removes one or more elements from the end of a list. Deletes the list if the last element was popped.

        `RPOP key [count]`

        Since 1.0.0. Complexity: O(N) where N is the number of elements returned. [Valkey documentation](https://valkey.io/commands/rpop/)
        """
    def rpoplpush(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the last element of a list after removing and pushing it to another list. Deletes the list if the last element was popped.

        `RPOPLPUSH source destination`

        Since 1.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/rpoplpush/)
        """
    def rpush(self: _Pipe, *args: Arg) -> _Pipe:
        """Appends one or more elements to a list. Creates the key if it doesn't exist.

        `RPUSH key element [element ...]`

        Since 1.0.0. Complexity: O(1) for each element added, so O(N) to add N elements when the command is called with multiple arguments. [Valkey documentation](https://valkey.io/commands/rpush/)
        """
    def rpushx(self: _Pipe, *args: Arg) -> _Pipe:
        """Appends one or more elements to a list only when the list exists.

        `RPUSHX key element [element ...]`

        Since 2.2.0. Complexity: O(1) for each element added, so O(N) to add N elements when the command is called with multiple arguments. [Valkey documentation](https://valkey.io/commands/rpushx/)
        """
    def sadd(self: _Pipe, *args: Arg) -> _Pipe:
        """Adds one or more members to a set. Creates the key if it doesn't exist.

        `SADD key member [member ...]`

        Since 1.0.0. Complexity: O(1) for each element added, so O(N) to add N elements when the command is called with multiple arguments. [Valkey documentation](https://valkey.io/commands/sadd/)
        """
    def save(self: _Pipe, *args: Arg) -> _Pipe:
        """Synchronously saves the database(s) to disk.

        `SAVE`

        Since 1.0.0. Complexity: O(N) where N is the total number of keys in all databases. [Valkey documentation](https://valkey.io/commands/save/)
        """
    def scan(self: _Pipe, *args: Arg) -> _Pipe:
        """Iterates over the key names in the database.

        `SCAN cursor [MATCH pattern] [COUNT count] [TYPE type]`

        Since 2.8.0. Complexity: O(1) for every call. O(N) for a complete iteration, including enough command calls for the cursor to return back to 0. N is the number of elements inside the collection. [Valkey documentation](https://valkey.io/commands/scan/)
        """
    def scard(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the number of members in a set.

        `SCARD key`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/scard/)
        """
    def script_debug(self: _Pipe, *args: Arg) -> _Pipe:
        """Sets the debug mode of server-side Lua scripts.

        `SCRIPT DEBUG <YES | SYNC | NO> [engine]`

        Since 3.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/script-debug/)
        """
    def script_exists(self: _Pipe, *args: Arg) -> _Pipe:
        """Determines whether server-side Lua scripts exist in the script cache.

        `SCRIPT EXISTS sha1 [sha1 ...]`

        Since 2.6.0. Complexity: O(N) with N being the number of scripts to check (so checking a single script is an O(1) operation). [Valkey documentation](https://valkey.io/commands/script-exists/)
        """
    def script_flush(self: _Pipe, *args: Arg) -> _Pipe:
        """Removes all server-side Lua scripts from the script cache.

        `SCRIPT FLUSH [ASYNC | SYNC]`

        Since 2.6.0. Complexity: O(N) with N being the number of scripts in cache. [Valkey documentation](https://valkey.io/commands/script-flush/)
        """
    def script_help(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns helpful text about the different subcommands.

        `SCRIPT HELP`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/script-help/)
        """
    def script_kill(self: _Pipe, *args: Arg) -> _Pipe:
        """Terminates a server-side Lua script during execution.

        `SCRIPT KILL`

        Since 2.6.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/script-kill/)
        """
    def script_load(self: _Pipe, *args: Arg) -> _Pipe:
        """Loads a server-side Lua script to the script cache.

        `SCRIPT LOAD script`

        Since 2.6.0. Complexity: O(N) with N being the length in bytes of the script body. [Valkey documentation](https://valkey.io/commands/script-load/)
        """
    def script_show(self: _Pipe, *args: Arg) -> _Pipe:
        """Show server-side Lua script in the script cache.

        `SCRIPT SHOW sha1`

        Since 8.0.0, not in Redis 8.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/script-show/)
        """
    def sdiff(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the difference of multiple sets.

        `SDIFF key [key ...]`

        Since 1.0.0. Complexity: O(N) where N is the total number of elements in all given sets. [Valkey documentation](https://valkey.io/commands/sdiff/)
        """
    def sdiffstore(self: _Pipe, *args: Arg) -> _Pipe:
        """Stores the difference of multiple sets in a key.

        `SDIFFSTORE destination key [key ...]`

        Since 1.0.0. Complexity: O(N) where N is the total number of elements in all given sets. [Valkey documentation](https://valkey.io/commands/sdiffstore/)
        """
    def select(self: _Pipe, *args: Arg) -> _Pipe:
        """Changes the selected database.

        `SELECT index`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/select/)
        """
    def set(self: _Pipe, *args: Arg) -> _Pipe:
        """Sets the string value of a key, ignoring its type. The key is created if it doesn't exist.

        `SET key value [NX | XX | IFEQ comparison-value] [GET] [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | KEEPTTL]`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/set/)
        """
    def setbit(self: _Pipe, *args: Arg) -> _Pipe:
        """Sets or clears the bit at offset of the string value. Creates the key if it doesn't exist.

        `SETBIT key offset value`

        Since 2.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/setbit/)
        """
    def setex(self: _Pipe, *args: Arg) -> _Pipe:
        """Sets the string value and expiration time of a key. Creates the key if it doesn't exist.

        `SETEX key seconds value`

        Since 2.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/setex/)
        """
    def setnx(self: _Pipe, *args: Arg) -> _Pipe:
        """Sets the string value of a key only when the key doesn't exist.

        `SETNX key value`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/setnx/)
        """
    def setrange(self: _Pipe, *args: Arg) -> _Pipe:
        """Overwrites a part of a string value with another by an offset. Creates the key if it doesn't exist.

        `SETRANGE key offset value`

        Since 2.2.0. Complexity: O(1), not counting the time taken to copy the new string in place. Usually, this string is very small so the amortized complexity is O(1). Otherwise, complexity is O(M) with M being the length of the value argument. [Valkey documentation](https://valkey.io/commands/setrange/)
        """
    def shutdown(self: _Pipe, *args: Arg) -> _Pipe:
        """Synchronously saves the database(s) to disk and shuts down the server.

        `SHUTDOWN [[NOSAVE | SAVE] [NOW] [FORCE] [SAFE] [FAILOVER] | ABORT]`

        Since 1.0.0. Complexity: O(N) when saving, where N is the total number of keys in all databases when saving data, otherwise O(1). [Valkey documentation](https://valkey.io/commands/shutdown/)
        """
    def sinter(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the intersect of multiple sets.

        `SINTER key [key ...]`

        Since 1.0.0. Complexity: O(N\\*M) worst case where N is the cardinality of the smallest set and M is the number of sets. [Valkey documentation](https://valkey.io/commands/sinter/)
        """
    def sintercard(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the number of members of the intersect of multiple sets.

        `SINTERCARD numkeys key [key ...] [LIMIT limit]`

        Since 7.0.0. Complexity: O(N\\*M) worst case where N is the cardinality of the smallest set and M is the number of sets. [Valkey documentation](https://valkey.io/commands/sintercard/)
        """
    def sinterstore(self: _Pipe, *args: Arg) -> _Pipe:
        """Stores the intersect of multiple sets in a key.

        `SINTERSTORE destination key [key ...]`

        Since 1.0.0. Complexity: O(N\\*M) worst case where N is the cardinality of the smallest set and M is the number of sets. [Valkey documentation](https://valkey.io/commands/sinterstore/)
        """
    def sismember(self: _Pipe, *args: Arg) -> _Pipe:
        """Determines whether a member belongs to a set.

        `SISMEMBER key member`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/sismember/)
        """
    def slaveof(self: _Pipe, *args: Arg) -> _Pipe:
        """Sets a server as a replica of another, or promotes it to being a primary.

        `SLAVEOF <host port | NO ONE>`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/slaveof/)

        Deprecated by Valkey since 5.0.0, replaced by `REPLICAOF`.
        """
    def slowlog_get(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the slow log's entries.

        `SLOWLOG GET [count]`

        Since 2.2.12. Complexity: O(N) where N is the number of entries returned. [Valkey documentation](https://valkey.io/commands/slowlog-get/)
        """
    def slowlog_help(self: _Pipe, *args: Arg) -> _Pipe:
        """Shows helpful text about the different subcommands.

        `SLOWLOG HELP`

        Since 6.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/slowlog-help/)
        """
    def slowlog_len(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the number of entries in the slow log.

        `SLOWLOG LEN`

        Since 2.2.12. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/slowlog-len/)
        """
    def slowlog_reset(self: _Pipe, *args: Arg) -> _Pipe:
        """Clears all entries from the slow log.

        `SLOWLOG RESET`

        Since 2.2.12. Complexity: O(N) where N is the number of entries in the slowlog. [Valkey documentation](https://valkey.io/commands/slowlog-reset/)
        """
    def smembers(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns all members of a set.

        `SMEMBERS key`

        Since 1.0.0. Complexity: O(N) where N is the set cardinality. [Valkey documentation](https://valkey.io/commands/smembers/)
        """
    def smismember(self: _Pipe, *args: Arg) -> _Pipe:
        """Determines whether multiple members belong to a set.

        `SMISMEMBER key member [member ...]`

        Since 6.2.0. Complexity: O(N) where N is the number of elements being checked for membership. [Valkey documentation](https://valkey.io/commands/smismember/)
        """
    def smove(self: _Pipe, *args: Arg) -> _Pipe:
        """Moves a member from one set to another.

        `SMOVE source destination member`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/smove/)
        """
    def sort(self: _Pipe, *args: Arg) -> _Pipe:
        """Sorts the elements in a list, a set, or a sorted set, optionally storing the result.

        `SORT key [BY pattern] [LIMIT offset count] [GET pattern [GET pattern ...]] [ASC | DESC] [ALPHA] [STORE destination]`

        Since 1.0.0. Complexity: O(N+M\\*log(M)) where N is the number of elements in the list or set to sort, and M the number of returned elements. When the elements are not sorted, complexity is O(N). [Valkey documentation](https://valkey.io/commands/sort/)
        """
    def sort_ro(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the sorted elements of a list, a set, or a sorted set.

        `SORT_RO key [BY pattern] [LIMIT offset count] [GET pattern [GET pattern ...]] [ASC | DESC] [ALPHA]`

        Since 7.0.0. Complexity: O(N+M\\*log(M)) where N is the number of elements in the list or set to sort, and M the number of returned elements. When the elements are not sorted, complexity is O(N). [Valkey documentation](https://valkey.io/commands/sort_ro/)
        """
    def spop(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns one or more random members from a set after removing them. Deletes the set if the last member was popped.

        `SPOP key [count]`

        Since 1.0.0. Complexity: Without the count argument O(1), otherwise O(N) where N is the value of the passed count. [Valkey documentation](https://valkey.io/commands/spop/)
        """
    def spublish(self: _Pipe, *args: Arg) -> _Pipe:
        """Posts a message to a shard channel.

        `SPUBLISH shardchannel message`

        Since 7.0.0. Complexity: O(N) where N is the number of clients subscribed to the receiving shard channel. [Valkey documentation](https://valkey.io/commands/spublish/)
        """
    def srandmember(self: _Pipe, *args: Arg) -> _Pipe:
        """Gets one or multiple random members from a set.

        `SRANDMEMBER key [count]`

        Since 1.0.0. Complexity: Without the count argument O(1), otherwise O(N) where N is the absolute value of the passed count. [Valkey documentation](https://valkey.io/commands/srandmember/)
        """
    def srem(self: _Pipe, *args: Arg) -> _Pipe:
        """Removes one or more members from a set. Deletes the set if the last member was removed.

        `SREM key member [member ...]`

        Since 1.0.0. Complexity: O(N) where N is the number of members to be removed. [Valkey documentation](https://valkey.io/commands/srem/)
        """
    def sscan(self: _Pipe, *args: Arg) -> _Pipe:
        """Iterates over members of a set.

        `SSCAN key cursor [MATCH pattern] [COUNT count]`

        Since 2.8.0. Complexity: O(1) for every call. O(N) for a complete iteration, including enough command calls for the cursor to return back to 0. N is the number of elements inside the collection. [Valkey documentation](https://valkey.io/commands/sscan/)
        """
    def strlen(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the length of a string value.

        `STRLEN key`

        Since 2.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/strlen/)
        """
    def substr(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns a substring from a string value.

        `SUBSTR key start end`

        Since 1.0.0. Complexity: O(N) where N is the length of the returned string. The complexity is ultimately determined by the returned length, but because creating a substring from an existing string is very cheap, it can be considered O(1) for small strings. [Valkey documentation](https://valkey.io/commands/substr/)
        """
    def sunion(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the union of multiple sets.

        `SUNION key [key ...]`

        Since 1.0.0. Complexity: O(N) where N is the total number of elements in all given sets. [Valkey documentation](https://valkey.io/commands/sunion/)
        """
    def sunionstore(self: _Pipe, *args: Arg) -> _Pipe:
        """Stores the union of multiple sets in a key.

        `SUNIONSTORE destination key [key ...]`

        Since 1.0.0. Complexity: O(N) where N is the total number of elements in all given sets. [Valkey documentation](https://valkey.io/commands/sunionstore/)
        """
    def swapdb(self: _Pipe, *args: Arg) -> _Pipe:
        """Swaps two databases.

        `SWAPDB index1 index2`

        Since 4.0.0. Complexity: O(N) where N is the count of clients watching or blocking on keys from both databases. [Valkey documentation](https://valkey.io/commands/swapdb/)
        """
    def time(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the server time.

        `TIME`

        Since 2.6.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/time/)
        """
    def touch(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the number of existing keys out of those specified after updating the time they were last accessed.

        `TOUCH key [key ...]`

        Since 3.2.1. Complexity: O(N) where N is the number of keys that will be touched. [Valkey documentation](https://valkey.io/commands/touch/)
        """
    def ttl(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the expiration time in seconds of a key.

        `TTL key`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/ttl/)
        """
    def type(self: _Pipe, *args: Arg) -> _Pipe:
        """Determines the type of value stored at a key.

        `TYPE key`

        Since 1.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/type/)
        """
    def unlink(self: _Pipe, *args: Arg) -> _Pipe:
        """Asynchronously deletes one or more keys.

        `UNLINK key [key ...]`

        Since 4.0.0. Complexity: O(1) for each key removed regardless of its size. Then the command does O(N) work in a different thread in order to reclaim memory, where N is the number of allocations the deleted objects where composed of. [Valkey documentation](https://valkey.io/commands/unlink/)
        """
    def unwatch(self: _Pipe, *args: Arg) -> _Pipe:
        """Forgets about watched keys of a transaction.

        `UNWATCH`

        Since 2.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/unwatch/)
        """
    def vadd(self: _Pipe, *args: Arg) -> _Pipe:
        """Adds an element to a vector set, or gives it another vector. Creates the key if it doesn't exist.

        `VADD key [REDUCE dim] <FP32 fp32-blob | VALUES num number [number ...]> element [CAS] [NOQUANT | Q8 | BIN] [EF exploration-factor] [SETATTR json] [M max-links]`

        Since Redis 8.0.0, not in Valkey 9.1. Complexity: O(log(N)) where N is the number of elements in the vector set. [Redis documentation](https://redis.io/docs/latest/commands/vadd/)
        """
    def vcard(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the number of elements in a vector set.

        `VCARD key`

        Since Redis 8.0.0, not in Valkey 9.1. Complexity: O(1). [Redis documentation](https://redis.io/docs/latest/commands/vcard/)
        """
    def vdim(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the number of dimensions of the vectors in a vector set.

        `VDIM key`

        Since Redis 8.0.0, not in Valkey 9.1. Complexity: O(1). [Redis documentation](https://redis.io/docs/latest/commands/vdim/)
        """
    def vemb(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the vector of an element, as exactly as the vector set has kept it.

        `VEMB key element [RAW]`

        Since Redis 8.0.0, not in Valkey 9.1. Complexity: O(D) where D is the number of dimensions. [Redis documentation](https://redis.io/docs/latest/commands/vemb/)
        """
    def vgetattr(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the JSON attributes of an element in a vector set.

        `VGETATTR key element`

        Since Redis 8.0.0, not in Valkey 9.1. Complexity: O(1). [Redis documentation](https://redis.io/docs/latest/commands/vgetattr/)
        """
    def vinfo(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the size, the dimensions and other properties of a vector set.

        `VINFO key`

        Since Redis 8.0.0, not in Valkey 9.1. Complexity: O(1). [Redis documentation](https://redis.io/docs/latest/commands/vinfo/)
        """
    def vismember(self: _Pipe, *args: Arg) -> _Pipe:
        """Determines whether an element belongs to a vector set.

        `VISMEMBER key element`

        Since Redis 8.0.0, not in Valkey 9.1. Complexity: O(1). [Redis documentation](https://redis.io/docs/latest/commands/vismember/)
        """
    def vlinks(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the neighbours of an element in the graph of a vector set, layer by layer.

        `VLINKS key element [WITHSCORES]`

        Since Redis 8.0.0, not in Valkey 9.1. Complexity: O(1). [Redis documentation](https://redis.io/docs/latest/commands/vlinks/)
        """
    def vrandmember(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns one or more random elements of a vector set.

        `VRANDMEMBER key [count]`

        Since Redis 8.0.0, not in Valkey 9.1. Complexity: O(N) where N is the number of elements returned. [Redis documentation](https://redis.io/docs/latest/commands/vrandmember/)
        """
    def vrem(self: _Pipe, *args: Arg) -> _Pipe:
        """Removes an element from a vector set. Deletes the vector set if it was the last one.

        `VREM key element`

        Since Redis 8.0.0, not in Valkey 9.1. Complexity: O(log(N)) where N is the number of elements in the vector set. [Redis documentation](https://redis.io/docs/latest/commands/vrem/)
        """
    def vsetattr(self: _Pipe, *args: Arg) -> _Pipe:
        """Sets the JSON attributes of an element in a vector set, or removes them if they are empty.

        `VSETATTR key element json`

        Since Redis 8.0.0, not in Valkey 9.1. Complexity: O(1). [Redis documentation](https://redis.io/docs/latest/commands/vsetattr/)
        """
    def vsim(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the elements of a vector set that are most similar to a vector or to one of its elements.

        `VSIM key <ELE element | FP32 fp32-blob | VALUES num number [number ...]> [WITHSCORES] [WITHATTRIBS] [COUNT count] [EPSILON max-distance] [EF exploration-factor] [FILTER expression] [FILTER-EF max-filtering-effort] [TRUTH] [NOTHREAD]`

        Since Redis 8.0.0, not in Valkey 9.1. Complexity: O(log(N)) where N is the number of elements in the vector set. [Redis documentation](https://redis.io/docs/latest/commands/vsim/)
        """
    def wait(self: _Pipe, *args: Arg) -> _Pipe:
        """Blocks until the asynchronous replication of all preceding write commands sent by the connection is completed.

        `WAIT numreplicas timeout`

        Since 3.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/wait/)
        """
    def waitaof(self: _Pipe, *args: Arg) -> _Pipe:
        """Blocks until all of the preceding write commands sent by the connection are written to the append-only file of the primary and/or replicas.

        `WAITAOF numlocal numreplicas timeout`

        Since 7.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/waitaof/)
        """
    def watch(self: _Pipe, *args: Arg) -> _Pipe:
        """Monitors changes to keys to determine the execution of a transaction.

        `WATCH key [key ...]`

        Since 2.2.0. Complexity: O(1) for every key. [Valkey documentation](https://valkey.io/commands/watch/)
        """
    def xack(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the number of messages that were successfully acknowledged by the consumer group member of a stream.

        `XACK key group id [id ...]`

        Since 5.0.0. Complexity: O(1) for each message ID processed. [Valkey documentation](https://valkey.io/commands/xack/)
        """
    def xadd(self: _Pipe, *args: Arg) -> _Pipe:
        """Appends a new message to a stream. Creates the key if it doesn't exist.

        `XADD key [NOMKSTREAM] [<MAXLEN | MINID> [= | ~] threshold [LIMIT count]] <* | id> field value [field value ...]`

        Since 5.0.0. Complexity: O(1) when adding a new entry, O(N) when trimming where N being the number of entries evicted. [Valkey documentation](https://valkey.io/commands/xadd/)
        """
    def xautoclaim(self: _Pipe, *args: Arg) -> _Pipe:
        """Changes, or acquires, ownership of messages in a consumer group, as if the messages were delivered to a consumer group member.

        `XAUTOCLAIM key group consumer min-idle-time start [COUNT count] [JUSTID]`

        Since 6.2.0. Complexity: O(1) if COUNT is small. [Valkey documentation](https://valkey.io/commands/xautoclaim/)
        """
    def xclaim(self: _Pipe, *args: Arg) -> _Pipe:
        """Changes, or acquires, ownership of a message in a consumer group, as if the message was delivered to a consumer group member.

        `XCLAIM key group consumer min-idle-time id [id ...] [IDLE ms] [TIME unix-time-milliseconds] [RETRYCOUNT count] [FORCE] [JUSTID] [LASTID lastid]`

        Since 5.0.0. Complexity: O(log N) with N being the number of messages in the PEL of the consumer group. [Valkey documentation](https://valkey.io/commands/xclaim/)
        """
    def xdel(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the number of messages after removing them from a stream.

        `XDEL key id [id ...]`

        Since 5.0.0. Complexity: O(1) for each single item to delete in the stream, regardless of the stream size. [Valkey documentation](https://valkey.io/commands/xdel/)
        """
    def xgroup_create(self: _Pipe, *args: Arg) -> _Pipe:
        """Creates a consumer group.

        `XGROUP CREATE key group <id | $> [MKSTREAM] [ENTRIESREAD entries-read]`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/xgroup-create/)
        """
    def xgroup_createconsumer(self: _Pipe, *args: Arg) -> _Pipe:
        """Creates a consumer in a consumer group.

        `XGROUP CREATECONSUMER key group consumer`

        Since 6.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/xgroup-createconsumer/)
        """
    def xgroup_delconsumer(self: _Pipe, *args: Arg) -> _Pipe:
        """Deletes a consumer from a consumer group.

        `XGROUP DELCONSUMER key group consumer`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/xgroup-delconsumer/)
        """
    def xgroup_destroy(self: _Pipe, *args: Arg) -> _Pipe:
        """Destroys a consumer group.

        `XGROUP DESTROY key group`

        Since 5.0.0. Complexity: O(N) where N is the number of entries in the group's pending entries list (PEL). [Valkey documentation](https://valkey.io/commands/xgroup-destroy/)
        """
    def xgroup_help(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns helpful text about the different subcommands.

        `XGROUP HELP`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/xgroup-help/)
        """
    def xgroup_setid(self: _Pipe, *args: Arg) -> _Pipe:
        """Sets the last-delivered ID of a consumer group.

        `XGROUP SETID key group <id | $> [ENTRIESREAD entries-read]`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/xgroup-setid/)
        """
    def xinfo_consumers(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns a list of the consumers in a consumer group.

        `XINFO CONSUMERS key group`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/xinfo-consumers/)
        """
    def xinfo_groups(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns a list of the consumer groups of a stream.

        `XINFO GROUPS key`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/xinfo-groups/)
        """
    def xinfo_help(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns helpful text about the different subcommands.

        `XINFO HELP`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/xinfo-help/)
        """
    def xinfo_stream(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns information about a stream.

        `XINFO STREAM key [FULL [COUNT count]]`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/xinfo-stream/)
        """
    def xlen(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the number of messages in a stream.

        `XLEN key`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/xlen/)
        """
    def xpending(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the information and entries from a stream consumer group's pending entries list.

        `XPENDING key group [[IDLE min-idle-time] start end count [consumer]]`

        Since 5.0.0. Complexity: O(N) with N being the number of elements returned, so asking for a small fixed number of entries per call is O(1). O(M), where M is the total number of entries scanned when used with the IDLE filter. When the command returns just the summary and the list of consumers is small, it runs in O(1) time; otherwise, an additional O(N) time for iterating every consumer. [Valkey documentation](https://valkey.io/commands/xpending/)
        """
    def xrange(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the messages from a stream within a range of IDs.

        `XRANGE key start end [COUNT count]`

        Since 5.0.0. Complexity: O(N) with N being the number of elements being returned. If N is constant (e.g. always asking for the first 10 elements with COUNT), you can consider it O(1). [Valkey documentation](https://valkey.io/commands/xrange/)
        """
    def xread(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns messages from multiple streams with IDs greater than the ones requested. Blocks until a message is available otherwise.

        `XREAD [COUNT count] [BLOCK milliseconds] STREAMS key [key ...] id [id ...]`

        Since 5.0.0. [Valkey documentation](https://valkey.io/commands/xread/)
        """
    def xreadgroup(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns new or historical messages from a stream for a consumer in a group. Blocks until a message is available otherwise.

        `XREADGROUP GROUP group consumer [COUNT count] [BLOCK milliseconds] [NOACK] STREAMS key [key ...] id [id ...]`

        Since 5.0.0. Complexity: For each stream mentioned: O(M) with M being the number of elements returned. If M is constant (e.g. always asking for the first 10 elements with COUNT), you can consider it O(1). On the other side when XREADGROUP blocks, XADD will pay the O(N) time in order to serve the N clients blocked on the stream getting new data. [Valkey documentation](https://valkey.io/commands/xreadgroup/)
        """
    def xrevrange(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the messages from a stream within a range of IDs in reverse order.

        `XREVRANGE key end start [COUNT count]`

        Since 5.0.0. Complexity: O(N) with N being the number of elements returned. If N is constant (e.g. always asking for the first 10 elements with COUNT), you can consider it O(1). [Valkey documentation](https://valkey.io/commands/xrevrange/)
        """
    def xsetid(self: _Pipe, *args: Arg) -> _Pipe:
        """An internal command for replicating stream values.

        `XSETID key last-id [ENTRIESADDED entries-added] [MAXDELETEDID max-deleted-id]`

        Since 5.0.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/xsetid/)
        """
    def xtrim(self: _Pipe, *args: Arg) -> _Pipe:
        """Deletes messages from the beginning of a stream.

        `XTRIM key <MAXLEN | MINID> [= | ~] threshold [LIMIT count]`

        Since 5.0.0. Complexity: O(N), with N being the number of evicted entries. Constant times are very small however, since entries are organized in macro nodes containing multiple entries that can be released with a single deallocation. [Valkey documentation](https://valkey.io/commands/xtrim/)
        """
    def zadd(self: _Pipe, *args: Arg) -> _Pipe:
        """Adds one or more members to a sorted set, or updates their scores. Creates the key if it doesn't exist.

        `ZADD key [NX | XX] [GT | LT] [CH] [INCR] score member [score member ...]`

        Since 1.2.0. Complexity: O(log(N)) for each item added, where N is the number of elements in the sorted set. [Valkey documentation](https://valkey.io/commands/zadd/)
        """
    def zcard(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the number of members in a sorted set.

        `ZCARD key`

        Since 1.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/zcard/)
        """
    def zcount(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the count of members in a sorted set that have scores within a range.

        `ZCOUNT key min max`

        Since 2.0.0. Complexity: O(log(N)) with N being the number of elements in the sorted set. [Valkey documentation](https://valkey.io/commands/zcount/)
        """
    def zdiff(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the difference between multiple sorted sets.

        `ZDIFF numkeys key [key ...] [WITHSCORES]`

        Since 6.2.0. Complexity: O(L + (N-K)log(N)) worst case where L is the total number of elements in all the sets, N is the size of the first set, and K is the size of the result set. [Valkey documentation](https://valkey.io/commands/zdiff/)
        """
    def zdiffstore(self: _Pipe, *args: Arg) -> _Pipe:
        """Stores the difference of multiple sorted sets in a key.

        `ZDIFFSTORE destination numkeys key [key ...]`

        Since 6.2.0. Complexity: O(L + (N-K)log(N)) worst case where L is the total number of elements in all the sets, N is the size of the first set, and K is the size of the result set. [Valkey documentation](https://valkey.io/commands/zdiffstore/)
        """
    def zincrby(self: _Pipe, *args: Arg) -> _Pipe:
        """Increments the score of a member in a sorted set.

        `ZINCRBY key increment member`

        Since 1.2.0. Complexity: O(log(N)) where N is the number of elements in the sorted set. [Valkey documentation](https://valkey.io/commands/zincrby/)
        """
    def zinter(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the intersect of multiple sorted sets.

        `ZINTER numkeys key [key ...] [WEIGHTS weight [weight ...]] [AGGREGATE <SUM | MIN | MAX>] [WITHSCORES]`

        Since 6.2.0. Complexity: O(N\\*K)+O(M\\*log(M)) worst case with N being the smallest input sorted set, K being the number of input sorted sets and M being the number of elements in the resulting sorted set. [Valkey documentation](https://valkey.io/commands/zinter/)
        """
    def zintercard(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the number of members of the intersect of multiple sorted sets.

        `ZINTERCARD numkeys key [key ...] [LIMIT limit]`

        Since 7.0.0. Complexity: O(N\\*K) worst case with N being the smallest input sorted set, K being the number of input sorted sets. [Valkey documentation](https://valkey.io/commands/zintercard/)
        """
    def zinterstore(self: _Pipe, *args: Arg) -> _Pipe:
        """Stores the intersect of multiple sorted sets in a key.

        `ZINTERSTORE destination numkeys key [key ...] [WEIGHTS weight [weight ...]] [AGGREGATE <SUM | MIN | MAX>]`

        Since 2.0.0. Complexity: O(N\\*K)+O(M\\*log(M)) worst case with N being the smallest input sorted set, K being the number of input sorted sets and M being the number of elements in the resulting sorted set. [Valkey documentation](https://valkey.io/commands/zinterstore/)
        """
    def zlexcount(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the number of members in a sorted set within a lexicographical range.

        `ZLEXCOUNT key min max`

        Since 2.8.9. Complexity: O(log(N)) with N being the number of elements in the sorted set. [Valkey documentation](https://valkey.io/commands/zlexcount/)
        """
    def zmpop(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the highest- or lowest-scoring members from one or more sorted sets after removing them. Deletes the sorted set if the last member was popped.

        `ZMPOP numkeys key [key ...] <MIN | MAX> [COUNT count]`

        Since 7.0.0. Complexity: O(K) + O(M\\*log(N)) where K is the number of provided keys, N being the number of elements in the sorted set, and M being the number of elements popped. [Valkey documentation](https://valkey.io/commands/zmpop/)
        """
    def zmscore(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the score of one or more members in a sorted set.

        `ZMSCORE key member [member ...]`

        Since 6.2.0. Complexity: O(N) where N is the number of members being requested. [Valkey documentation](https://valkey.io/commands/zmscore/)
        """
    def zpopmax(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the highest-scoring members from a sorted set after removing them. Deletes the sorted set if the last member was popped.

        `ZPOPMAX key [count]`

        Since 5.0.0. Complexity: O(log(N)\\*M) with N being the number of elements in the sorted set, and M being the number of elements popped. [Valkey documentation](https://valkey.io/commands/zpopmax/)
        """
    def zpopmin(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the lowest-scoring members from a sorted set after removing them. Deletes the sorted set if the last member was popped.

        `ZPOPMIN key [count]`

        Since 5.0.0. Complexity: O(log(N)\\*M) with N being the number of elements in the sorted set, and M being the number of elements popped. [Valkey documentation](https://valkey.io/commands/zpopmin/)
        """
    def zrandmember(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns one or more random members from a sorted set.

        `ZRANDMEMBER key [count [WITHSCORES]]`

        Since 6.2.0. Complexity: O(N) where N is the number of members returned. [Valkey documentation](https://valkey.io/commands/zrandmember/)
        """
    def zrange(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns members in a sorted set within a range of indexes.

        `ZRANGE key start stop [BYSCORE | BYLEX] [REV] [LIMIT offset count] [WITHSCORES]`

        Since 1.2.0. Complexity: O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements returned. [Valkey documentation](https://valkey.io/commands/zrange/)
        """
    def zrangebylex(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns members in a sorted set within a lexicographical range.

        `ZRANGEBYLEX key min max [LIMIT offset count]`

        Since 2.8.9. Complexity: O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements being returned. If M is constant (e.g. always asking for the first 10 elements with LIMIT), you can consider it O(log(N)). [Valkey documentation](https://valkey.io/commands/zrangebylex/)
        """
    def zrangebyscore(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns members in a sorted set within a range of scores.

        `ZRANGEBYSCORE key min max [WITHSCORES] [LIMIT offset count]`

        Since 1.0.5. Complexity: O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements being returned. If M is constant (e.g. always asking for the first 10 elements with LIMIT), you can consider it O(log(N)). [Valkey documentation](https://valkey.io/commands/zrangebyscore/)
        """
    def zrangestore(self: _Pipe, *args: Arg) -> _Pipe:
        """Stores a range of members from sorted set in a key.

        `ZRANGESTORE dst src min max [BYSCORE | BYLEX] [REV] [LIMIT offset count]`

        Since 6.2.0. Complexity: O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements stored into the destination key. [Valkey documentation](https://valkey.io/commands/zrangestore/)
        """
    def zrank(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the index of a member in a sorted set ordered by ascending scores.

        `ZRANK key member [WITHSCORE]`

        Since 2.0.0. Complexity: O(log(N)). [Valkey documentation](https://valkey.io/commands/zrank/)
        """
    def zrem(self: _Pipe, *args: Arg) -> _Pipe:
        """Removes one or more members from a sorted set. Deletes the sorted set if all members were removed.

        `ZREM key member [member ...]`

        Since 1.2.0. Complexity: O(M\\*log(N)) with N being the number of elements in the sorted set and M the number of elements to be removed. [Valkey documentation](https://valkey.io/commands/zrem/)
        """
    def zremrangebylex(self: _Pipe, *args: Arg) -> _Pipe:
        """Removes members in a sorted set within a lexicographical range. Deletes the sorted set if all members were removed.

        `ZREMRANGEBYLEX key min max`

        Since 2.8.9. Complexity: O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements removed by the operation. [Valkey documentation](https://valkey.io/commands/zremrangebylex/)
        """
    def zremrangebyrank(self: _Pipe, *args: Arg) -> _Pipe:
        """Removes members in a sorted set within a range of indexes. Deletes the sorted set if all members were removed.

        `ZREMRANGEBYRANK key start stop`

        Since 2.0.0. Complexity: O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements removed by the operation. [Valkey documentation](https://valkey.io/commands/zremrangebyrank/)
        """
    def zremrangebyscore(self: _Pipe, *args: Arg) -> _Pipe:
        """Removes members in a sorted set within a range of scores. Deletes the sorted set if all members were removed.

        `ZREMRANGEBYSCORE key min max`

        Since 1.2.0. Complexity: O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements removed by the operation. [Valkey documentation](https://valkey.io/commands/zremrangebyscore/)
        """
    def zrevrange(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns members in a sorted set within a range of indexes in reverse order.

        `ZREVRANGE key start stop [WITHSCORES]`

        Since 1.2.0. Complexity: O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements returned. [Valkey documentation](https://valkey.io/commands/zrevrange/)
        """
    def zrevrangebylex(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns members in a sorted set within a lexicographical range in reverse order.

        `ZREVRANGEBYLEX key max min [LIMIT offset count]`

        Since 2.8.9. Complexity: O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements being returned. If M is constant (e.g. always asking for the first 10 elements with LIMIT), you can consider it O(log(N)). [Valkey documentation](https://valkey.io/commands/zrevrangebylex/)
        """
    def zrevrangebyscore(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns members in a sorted set within a range of scores in reverse order.

        `ZREVRANGEBYSCORE key max min [WITHSCORES] [LIMIT offset count]`

        Since 2.2.0. Complexity: O(log(N)+M) with N being the number of elements in the sorted set and M the number of elements being returned. If M is constant (e.g. always asking for the first 10 elements with LIMIT), you can consider it O(log(N)). [Valkey documentation](https://valkey.io/commands/zrevrangebyscore/)
        """
    def zrevrank(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the index of a member in a sorted set ordered by descending scores.

        `ZREVRANK key member [WITHSCORE]`

        Since 2.0.0. Complexity: O(log(N)). [Valkey documentation](https://valkey.io/commands/zrevrank/)
        """
    def zscan(self: _Pipe, *args: Arg) -> _Pipe:
        """Iterates over members and scores of a sorted set.

        `ZSCAN key cursor [MATCH pattern] [COUNT count] [NOSCORES]`

        Since 2.8.0. Complexity: O(1) for every call. O(N) for a complete iteration, including enough command calls for the cursor to return back to 0. N is the number of elements inside the collection. [Valkey documentation](https://valkey.io/commands/zscan/)
        """
    def zscore(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the score of a member in a sorted set.

        `ZSCORE key member`

        Since 1.2.0. Complexity: O(1). [Valkey documentation](https://valkey.io/commands/zscore/)
        """
    def zunion(self: _Pipe, *args: Arg) -> _Pipe:
        """Returns the union of multiple sorted sets.

        `ZUNION numkeys key [key ...] [WEIGHTS weight [weight ...]] [AGGREGATE <SUM | MIN | MAX>] [WITHSCORES]`

        Since 6.2.0. Complexity: O(N)+O(M\\*log(M)) with N being the sum of the sizes of the input sorted sets, and M being the number of elements in the resulting sorted set. [Valkey documentation](https://valkey.io/commands/zunion/)
        """
    def zunionstore(self: _Pipe, *args: Arg) -> _Pipe:
        """Stores the union of multiple sorted sets in a key.

        `ZUNIONSTORE destination numkeys key [key ...] [WEIGHTS weight [weight ...]] [AGGREGATE <SUM | MIN | MAX>]`

        Since 2.0.0. Complexity: O(N)+O(M log(M)) with N being the sum of the sizes of the input sorted sets, and M being the number of elements in the resulting sorted set. [Valkey documentation](https://valkey.io/commands/zunionstore/)
        """
