//! Why a command is not sent: the words are in a program only if it shows them.

use core::fmt;

/// Why a command cannot be sent, or not be answered: see [`ErrorKind::Unsendable`](crate::ErrorKind::Unsendable).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unsendable {
    /// It has no name.
    Nameless,
    /// Its arguments are not as many as they say.
    Miscounted,
    /// It is answered by pushes, by a stream or by nothing.
    NotOneReply,
    /// In RESP2 the connection is subscribed, or it monitors.
    Subscribed,
    /// There is no memory to send it from.
    NoMemory,
    /// There is no memory for its reply.
    NoMemoryForReply,
    /// The reader of its argument ended too early.
    ReaderEnded,
    /// A command before it cannot be sent.
    AfterUnsendable,
    /// In RESP2 there is no tracking.
    TrackingInResp2,
    /// With a policy to reconnect nothing changes the connection among other commands.
    StateAmongOthers,
    /// It may change the protocol, and is sent by itself.
    ProtocolAmongOthers,
    /// The commands of others who share the connection would be in the transaction.
    OthersInTransaction,
    /// All who share the connection would wait.
    OthersWait,
    /// It would change the connection for all who share it.
    OthersChanged,
    /// In RESP2 all who share the connection would be subscribed.
    OthersSubscribed,
}

/// All there are, in their order.
pub(crate) static UNSENDABLE: [Unsendable; 15] = [
    Unsendable::Nameless,
    Unsendable::Miscounted,
    Unsendable::NotOneReply,
    Unsendable::Subscribed,
    Unsendable::NoMemory,
    Unsendable::NoMemoryForReply,
    Unsendable::ReaderEnded,
    Unsendable::AfterUnsendable,
    Unsendable::TrackingInResp2,
    Unsendable::StateAmongOthers,
    Unsendable::ProtocolAmongOthers,
    Unsendable::OthersInTransaction,
    Unsendable::OthersWait,
    Unsendable::OthersChanged,
    Unsendable::OthersSubscribed,
];

impl fmt::Display for Unsendable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Unsendable::Nameless => "a command needs a name",
            Unsendable::Miscounted => "its arguments are not as many as they say",
            Unsendable::NotOneReply => {
                "it is not answered by one reply: subscribe(), monitor() and their like are methods of their own"
            }
            Unsendable::Subscribed => {
                "the connection is subscribed, or monitors: in RESP2 it takes commands again when it is not"
            }
            Unsendable::NoMemory => "there is no memory to send it from",
            Unsendable::NoMemoryForReply => "there is no memory for its reply",
            Unsendable::ReaderEnded => "the reader ended before the argument was whole",
            Unsendable::AfterUnsendable => "a command before it cannot be sent",
            Unsendable::TrackingInResp2 => {
                "invalidations come beside replies in RESP3 only: `.protocol(Protocol::Resp3)`, or `?protocol=3`"
            }
            Unsendable::StateAmongOthers => {
                "with a policy to reconnect, what changes the connection is sent by itself, not among other commands"
            }
            Unsendable::ProtocolAmongOthers => {
                "it may change the protocol: it is sent by itself, not among other commands"
            }
            Unsendable::OthersInTransaction => {
                "others would be in the transaction too: transaction() keeps them out, and asynch::Redis has a connection of its own"
            }
            Unsendable::OthersWait => {
                "it may wait, and all who share the connection with it: asynch::Redis has one of its own"
            }
            Unsendable::OthersChanged => {
                "it would change the connection for all who share it: asynch::Redis has one of its own"
            }
            Unsendable::OthersSubscribed => {
                "in RESP2 a subscribed connection takes no other commands: subscribe on one of its own, or speak RESP3"
            }
        })
    }
}
