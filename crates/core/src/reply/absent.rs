//! What stands in the command table where there is no allocator. None of these is a reply: the caller names a type.

use core::marker::PhantomData;

/// A byte string of any length; needs the feature `alloc`. [`Buf`](super::Buf) holds one without.
#[derive(Debug)]
pub enum Bytes {}

/// A text of any length; needs the feature `alloc`. [`Buf`](super::Buf) holds one without.
#[derive(Debug)]
pub enum Text {}

/// A reply of any kind; needs the feature `alloc`.
#[derive(Debug)]
pub enum Value {}

/// A list of any length; needs the feature `alloc`. An array holds one of a known length without.
#[derive(Debug)]
pub struct List<T>(PhantomData<T>);

/// Keys and values; needs the feature `alloc`.
#[derive(Debug)]
pub struct Map<K, V>(PhantomData<(K, V)>);
