from asyncio import Future
from contextlib import AbstractContextManager
from os import PathLike
from typing import (
    Any,
    AsyncIterator,
    Awaitable,
    Callable,
    Generic,
    Iterable,
    Iterator,
    List,
    Literal,
    NamedTuple,
    Optional,
    Protocol,
    Sized,
    Tuple,
    Type,
    TypedDict,
    Union,
    overload,
)

from typing_extensions import Buffer, Self, Unpack

from ._picoredis import (
    _Str,
    Arg,
    AsyncClient,
    Client,
    Collector,
    ConnectionError as ConnectionError,
    ParseError as ParseError,
    Parser as Parser,
    ProtocolError as ProtocolError,
    RedisError as RedisError,
    RedisTimeout as RedisTimeout,
    WatchError as WatchError,
    __version__ as __version__,
    pack as pack,
)

_Path = Union[str, "PathLike[str]"]

class _Login(TypedDict, total=False):
    username: Optional[str]
    password: Optional[str]
    db: int
    client_name: Optional[str]
    protocol: int
    reconnect: bool
    ssl: bool
    ssl_ca_certs: Optional[_Path]
    ssl_certfile: Optional[_Path]
    ssl_keyfile: Optional[_Path]
    ssl_check_hostname: bool
    ssl_cert_reqs: Optional[str]

class _Options(_Login, total=False):
    unix_socket_path: Optional[_Path]

# What may stand beside a URL.
class _Beside(_Login, total=False):
    timeout: Optional[float]
    debug: bool

class _All(_Options, total=False):
    host: str
    port: Union[int, str]
    timeout: Optional[float]
    debug: bool
    server: Optional[str]

class _Writer(Protocol):
    def write(self, piece: bytes, /) -> Optional[int]: ...

class _Reader(Protocol):
    def read(self, size: int, /) -> bytes: ...

class Message(NamedTuple):
    channel: Any
    payload: Any
    pattern: Any = None

class Push(NamedTuple):
    kind: str
    data: Any = None

class Pipeline(Collector):
    def __getattr__(self, name: str) -> Callable[..., "Pipeline"]: ...
    def delete(self, *keys: Arg) -> "Pipeline": ...
    def execute(self, raise_on_error: bool = True) -> List[Any]: ...
    def __enter__(self) -> "Pipeline": ...
    def __exit__(self, *_: object) -> None: ...

class Redis(Client[_Str]):
    @overload
    def __init__(
        self: "Redis[bytes]",
        host: str = "127.0.0.1",
        port: Union[int, str] = 6379,
        timeout: Optional[float] = 3000,
        debug: bool = False,
        *,
        server: Optional[str] = None,
        decode: Literal[False] = ...,
        **options: Unpack[_Options],
    ) -> None: ...
    @overload
    def __init__(
        self: "Redis[str]",
        host: str = "127.0.0.1",
        port: Union[int, str] = 6379,
        timeout: Optional[float] = 3000,
        debug: bool = False,
        *,
        server: Optional[str] = None,
        decode: Literal[True],
        **options: Unpack[_Options],
    ) -> None: ...
    @overload
    def __init__(
        self: "Redis[Any]",
        host: str = "127.0.0.1",
        port: Union[int, str] = 6379,
        timeout: Optional[float] = 3000,
        debug: bool = False,
        *,
        server: Optional[str] = None,
        decode: bool,
        **options: Unpack[_Options],
    ) -> None: ...
    # Nothing is decoded because a type says so.
    @overload
    @classmethod
    def from_url(
        cls: "Type[Redis[str]]", url: str, *, decode: Literal[False] = ..., **options: Unpack[_Beside]
    ) -> "Redis[bytes]": ...
    @overload
    @classmethod
    def from_url(cls, url: str, *, decode: Literal[False] = ..., **options: Unpack[_Beside]) -> Self: ...
    @overload
    @classmethod
    def from_url(cls, url: str, *, decode: Literal[True], **options: Unpack[_Beside]) -> "Redis[str]": ...
    @overload
    @classmethod
    def from_url(cls, url: str, *, decode: bool, **options: Unpack[_Beside]) -> "Redis[Any]": ...
    def next_push(self, timeout: Optional[int] = None) -> Union[Message, Push, None]: ...
    def listen(self, timeout: Optional[int] = None) -> Iterator[Union[Message, Push]]: ...
    def scan_iter(
        self, *args: Arg, match: Optional[Arg] = None, count: Optional[int] = None, type: Optional[str] = None
    ) -> Iterator[_Str]: ...
    def hscan_iter(
        self, key: Arg, *args: Arg, match: Optional[Arg] = None, count: Optional[int] = None
    ) -> Iterator[Tuple[_Str, _Str]]: ...
    def sscan_iter(
        self, key: Arg, *args: Arg, match: Optional[Arg] = None, count: Optional[int] = None
    ) -> Iterator[_Str]: ...
    def zscan_iter(
        self, key: Arg, *args: Arg, match: Optional[Arg] = None, count: Optional[int] = None
    ) -> Iterator[Tuple[_Str, Any]]: ...
    def get_into(self, key: Arg, buffer: Buffer) -> Optional[int]: ...
    def get_to(self, key: Arg, file: _Writer) -> Optional[int]: ...
    def set_from(self, key: Arg, file: _Reader, *args: Arg, length: Optional[int] = None) -> Optional[_Str]: ...
    def __getattr__(self, name: str) -> Callable[..., Any]: ...
    def pipeline(self, transaction: bool = False) -> Pipeline: ...
    def transaction(
        self, plan: Callable[[Self, Pipeline], object], *keys: Arg, tries: int = 16
    ) -> List[Any]: ...
    def delete(self, *keys: Arg) -> int: ...
    def __enter__(self) -> Self: ...
    def __exit__(self, *_: object) -> None: ...

class AsyncPipeline(Collector):
    def __getattr__(self, name: str) -> Callable[..., "AsyncPipeline"]: ...
    def delete(self, *keys: Arg) -> "AsyncPipeline": ...
    async def execute(self, raise_on_error: bool = True) -> List[Any]: ...
    async def __aenter__(self) -> "AsyncPipeline": ...
    async def __aexit__(self, *_: object) -> None: ...

class AsyncRedis(AsyncClient[_Str]):
    @overload
    def __init__(
        self: "AsyncRedis[bytes]",
        host: str = "127.0.0.1",
        port: Union[int, str] = 6379,
        timeout: Optional[float] = 3000,
        debug: bool = False,
        *,
        server: Optional[str] = None,
        decode: Literal[False] = ...,
        **options: Unpack[_Options],
    ) -> None: ...
    @overload
    def __init__(
        self: "AsyncRedis[str]",
        host: str = "127.0.0.1",
        port: Union[int, str] = 6379,
        timeout: Optional[float] = 3000,
        debug: bool = False,
        *,
        server: Optional[str] = None,
        decode: Literal[True],
        **options: Unpack[_Options],
    ) -> None: ...
    @overload
    def __init__(
        self: "AsyncRedis[Any]",
        host: str = "127.0.0.1",
        port: Union[int, str] = 6379,
        timeout: Optional[float] = 3000,
        debug: bool = False,
        *,
        server: Optional[str] = None,
        decode: bool,
        **options: Unpack[_Options],
    ) -> None: ...
    # Nothing is decoded because a type says so.
    @overload
    @classmethod
    def from_url(
        cls: "Type[AsyncRedis[str]]", url: str, *, decode: Literal[False] = ..., **options: Unpack[_Beside]
    ) -> "AsyncRedis[bytes]": ...
    @overload
    @classmethod
    def from_url(cls, url: str, *, decode: Literal[False] = ..., **options: Unpack[_Beside]) -> Self: ...
    @overload
    @classmethod
    def from_url(cls, url: str, *, decode: Literal[True], **options: Unpack[_Beside]) -> "AsyncRedis[str]": ...
    @overload
    @classmethod
    def from_url(cls, url: str, *, decode: bool, **options: Unpack[_Beside]) -> "AsyncRedis[Any]": ...
    @property
    def _host(self) -> Optional[str]: ...
    @property
    def _port(self) -> Optional[int]: ...
    async def connect(self, host: Optional[str] = None, port: Union[int, str, None] = None) -> None: ...
    async def close(self) -> None: ...
    async def aclose(self) -> None: ...
    async def subscribe(self, *channels: Arg) -> None: ...
    async def psubscribe(self, *patterns: Arg) -> None: ...
    async def ssubscribe(self, *channels: Arg) -> None: ...
    async def unsubscribe(self, *channels: Arg) -> None: ...
    async def punsubscribe(self, *patterns: Arg) -> None: ...
    async def sunsubscribe(self, *channels: Arg) -> None: ...
    async def monitor(self) -> None: ...
    async def next_push(self, timeout: Optional[int] = None) -> Union[Message, Push, None]: ...
    def listen(self, timeout: Optional[int] = None) -> AsyncIterator[Union[Message, Push]]: ...
    def scan_iter(
        self, *args: Arg, match: Optional[Arg] = None, count: Optional[int] = None, type: Optional[str] = None
    ) -> AsyncIterator[_Str]: ...
    def hscan_iter(
        self, key: Arg, *args: Arg, match: Optional[Arg] = None, count: Optional[int] = None
    ) -> AsyncIterator[Tuple[_Str, _Str]]: ...
    def sscan_iter(
        self, key: Arg, *args: Arg, match: Optional[Arg] = None, count: Optional[int] = None
    ) -> AsyncIterator[_Str]: ...
    def zscan_iter(
        self, key: Arg, *args: Arg, match: Optional[Arg] = None, count: Optional[int] = None
    ) -> AsyncIterator[Tuple[_Str, Any]]: ...
    async def get_into(self, key: Arg, buffer: Buffer) -> Optional[int]: ...
    async def get_to(self, key: Arg, file: _Writer) -> Optional[int]: ...
    async def set_from(self, key: Arg, file: _Reader, *args: Arg, length: Optional[int] = None) -> Optional[_Str]: ...
    def __getattr__(self, name: str) -> Callable[..., "Future[Any]"]: ...
    def pipeline(self, transaction: bool = False) -> AsyncPipeline: ...
    async def transaction(
        self, plan: Callable[[Self, AsyncPipeline], Optional[Awaitable[object]]], *keys: Arg, tries: int = 16
    ) -> List[Any]: ...
    def delete(self, *keys: Arg) -> "Future[int]": ...
    async def __aenter__(self) -> Self: ...
    async def __aexit__(self, *_: object) -> None: ...

class _Keys(Sized, Iterable[Arg], Protocol): ...

class Script:
    sha: str
    def __init__(self, redis: Redis[Any], text: str) -> None: ...
    def __call__(self, keys: _Keys = (), args: Iterable[Arg] = ()) -> Any: ...

class AsyncScript:
    sha: str
    def __init__(self, redis: AsyncRedis[Any], text: str) -> None: ...
    async def __call__(self, keys: _Keys = (), args: Iterable[Arg] = ()) -> Any: ...

class Pool(Generic[_Str]):
    @overload
    def __init__(
        self: "Pool[bytes]", size: int = 10, wait: Optional[int] = None, *, decode: Literal[False] = ..., **options: Unpack[_All]
    ) -> None: ...
    @overload
    def __init__(
        self: "Pool[str]", size: int = 10, wait: Optional[int] = None, *, decode: Literal[True], **options: Unpack[_All]
    ) -> None: ...
    @overload
    def __init__(
        self: "Pool[Any]", size: int = 10, wait: Optional[int] = None, *, decode: bool, **options: Unpack[_All]
    ) -> None: ...
    @overload
    @classmethod
    def from_url(
        cls, url: str, size: int = 10, wait: Optional[int] = None, *, decode: Literal[False] = ..., **options: Unpack[_Beside]
    ) -> "Pool[bytes]": ...
    @overload
    @classmethod
    def from_url(
        cls, url: str, size: int = 10, wait: Optional[int] = None, *, decode: Literal[True], **options: Unpack[_Beside]
    ) -> "Pool[str]": ...
    @overload
    @classmethod
    def from_url(
        cls, url: str, size: int = 10, wait: Optional[int] = None, *, decode: bool, **options: Unpack[_Beside]
    ) -> "Pool[Any]": ...
    def connection(self, wait: Optional[int] = None) -> "AbstractContextManager[Redis[_Str]]": ...
    def close(self) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(self, *_: object) -> None: ...
