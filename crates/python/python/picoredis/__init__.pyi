from typing import Any, Callable, Iterator, List, NamedTuple, Optional, Tuple, Union
from os import PathLike

from ._picoredis import (
    Arg,
    Client,
    ConnectionError as ConnectionError,
    ParseError as ParseError,
    ProtocolError as ProtocolError,
    RedisError as RedisError,
    RedisTimeout as RedisTimeout,
    WatchError as WatchError,
    __version__ as __version__,
)

_Path = Union[str, "PathLike[str]"]

class Message(NamedTuple):
    channel: Any
    payload: Any
    pattern: Any = None

class Push(NamedTuple):
    kind: str
    data: Any = None

class Pipeline:
    def do_cmd(self, *args: Arg) -> "Pipeline": ...
    def __call__(self, *args: Arg) -> "Pipeline": ...
    def __getattr__(self, name: str) -> Callable[..., "Pipeline"]: ...
    def delete(self, *keys: Arg) -> "Pipeline": ...
    def execute(self, raise_on_error: bool = True) -> List[Any]: ...
    def reset(self) -> None: ...
    def __len__(self) -> int: ...
    def __enter__(self) -> "Pipeline": ...
    def __exit__(self, *_: object) -> None: ...

class Redis(Client):
    def __init__(
        self,
        host: str = "127.0.0.1",
        port: int = 6379,
        timeout: Optional[int] = 3000,
        debug: bool = False,
        *,
        server: Optional[str] = None,
        unix_socket_path: Optional[_Path] = None,
        username: Optional[str] = None,
        password: Optional[str] = None,
        db: int = 0,
        client_name: Optional[str] = None,
        protocol: int = 2,
        decode: bool = False,
        reconnect: bool = False,
        ssl: bool = False,
        ssl_ca_certs: Optional[_Path] = None,
        ssl_certfile: Optional[_Path] = None,
        ssl_keyfile: Optional[_Path] = None,
        ssl_check_hostname: bool = True,
        ssl_cert_reqs: Optional[str] = "required",
    ) -> None: ...
    @classmethod
    def from_url(cls, url: str, **options: Any) -> "Redis": ...
    def next_push(self, timeout: Optional[int] = None) -> Union[Message, Push, None]: ...
    def listen(self, timeout: Optional[int] = None) -> Iterator[Union[Message, Push]]: ...
    def scan_iter(self, *args: Arg) -> Iterator[Any]: ...
    def hscan_iter(self, key: Arg, *args: Arg) -> Iterator[Tuple[Any, Any]]: ...
    def sscan_iter(self, key: Arg, *args: Arg) -> Iterator[Any]: ...
    def zscan_iter(self, key: Arg, *args: Arg) -> Iterator[Tuple[Any, Any]]: ...
    def __getattr__(self, name: str) -> Callable[..., Any]: ...
    def pipeline(self, transaction: bool = False) -> Pipeline: ...
    def transaction(
        self, plan: Callable[["Redis", Pipeline], object], *keys: Arg, tries: int = 16
    ) -> List[Any]: ...
    def delete(self, *keys: Arg) -> int: ...
    def __enter__(self) -> "Redis": ...
    def __exit__(self, *_: object) -> None: ...
