//! Scripts: sent once, and named by their digest from then on.

mod sha1;

use core::fmt;

use picoredis_core::args::Args;
use picoredis_core::cmd;
use picoredis_core::command::Command;
use picoredis_core::reply::{Text, Value};

/// A script in Lua, with its digest, by which a server that had it before knows it.
///
/// It can be a constant: the digest is then computed by the compiler.
///
/// ```
/// # let mut redis = picoredis::Redis::open(&picoredis_tests::server().url())?;
/// use picoredis::Script;
///
/// /// Adds to a counter, but never beyond a limit.
/// const ADD_UP_TO: Script = Script::new(
///     "local sum = math.min(tonumber(redis.call('GET', KEYS[1]) or 0) + ARGV[1], tonumber(ARGV[2]))
///      redis.call('SET', KEYS[1], sum)
///      return sum",
/// );
///
/// let seats: u32 = redis.run_script(&ADD_UP_TO, "seats", (3, 5))?;
/// assert_eq!(seats, 3);
/// let seats: u32 = redis.run_script(&ADD_UP_TO, "seats", (3, 5))?;
/// assert_eq!(seats, 5);
/// # redis.del("seats")?;
/// # Ok::<(), picoredis::Error>(())
/// ```
///
/// # In pipelines and transactions
///
/// There a script cannot be sent again when the server does not know it: the commands behind it would be executed before
/// it. Send its text each time, by [`eval`](Script::eval), or [`load`](Script::load) it with the same pipeline, before
/// [`evalsha`](Script::evalsha):
///
/// ```
/// # let mut redis = picoredis::Redis::open(&picoredis_tests::server().url())?;
/// # use picoredis::Script;
/// let double = Script::new("return redis.call('INCRBY', KEYS[1], redis.call('GET', KEYS[1]))");
/// redis.set("n", 3)?;
/// let (_, first, second) = redis.transaction((
///     double.load(),
///     double.evalsha("n", ()).reply::<i64>(),
///     double.evalsha("n", ()).reply::<i64>(),
/// ))?;
/// assert_eq!((first?, second?), (6, 12));
/// # redis.del("n")?;
/// # Ok::<(), picoredis::Error>(())
/// ```
///
/// # Functions
///
/// Functions are loaded into the server once for all, and called by name: `fcall` and `fcall_ro` are methods as those of
/// any command. The number of keys stands before the keys.
///
/// ```
/// # let mut redis = picoredis::Redis::open(&picoredis_tests::server().url())?;
/// let library = "#!lua name=greetings
/// redis.register_function('greet', function(keys, args) return args[1] .. ' ' .. redis.call('GET', keys[1]) end)";
/// redis.function_load(("REPLACE", library))?;
/// redis.set("name", "Ann")?;
/// assert_eq!(redis.fcall("greet", (1, "name", "Hello"))?.as_str(), Some("Hello Ann"));
/// # redis.function_delete("greetings")?;
/// # redis.del("name")?;
/// # Ok::<(), picoredis::Error>(())
/// ```
///
/// Source: [scripting](https://redis.io/docs/latest/develop/interact/programmability/eval-intro/).
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Script<'a> {
    text: &'a str,
    /// In hexadecimal digits.
    sha1: [u8; 40],
}

impl<'a> Script<'a> {
    /// A script of that text.
    pub const fn new(text: &'a str) -> Self {
        Script { text, sha1: sha1::in_hexadecimal(sha1::digest(text.as_bytes())) }
    }

    /// The text.
    pub const fn text(&self) -> &'a str {
        self.text
    }

    /// The SHA-1 digest of the text, in hexadecimal digits.
    ///
    /// ```
    /// assert_eq!(picoredis::Script::new("return 1").sha1(), "e0e1f9fabfc9d4800c877a703b823ac0578ff8db");
    /// ```
    pub fn sha1(&self) -> &str {
        // They are all ASCII.
        core::str::from_utf8(&self.sha1).unwrap_or_default()
    }

    /// The command that has the server know the script, and executes nothing: `SCRIPT LOAD`.
    pub fn load(&self) -> Command<'static, impl Args, Text> {
        cmd::script_load(self.text)
    }

    /// The command that executes the script, for a server that knows it; another refuses it with the code `NOSCRIPT`.
    pub fn evalsha<K: Args, A: Args>(&self, keys: K, args: A) -> Command<'static, impl Args, Value> {
        cmd::evalsha(self.sha1(), (keys.count(), keys, args))
    }

    /// The command that executes the script, with its text.
    pub fn eval<K: Args, A: Args>(&self, keys: K, args: A) -> Command<'static, impl Args, Value> {
        cmd::eval(self.text, (keys.count(), keys, args))
    }
}

/// Shows the digest, which is what the server's log shows.
impl fmt::Debug for Script<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Script({})", self.sha1())
    }
}
