//! The same work on many things, on all cores. What comes of it never depends on how many there are.

use std::num::NonZero;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// More threads never work.
pub const MOST: usize = 256;

static COUNT: OnceLock<usize> = OnceLock::new();

/// How many threads work at a time: as many as the machine has cores for this process, or as [`limit`] says.
#[must_use]
pub fn count() -> usize {
    *COUNT.get_or_init(|| std::thread::available_parallelism().map_or(1, NonZero::get).min(MOST))
}

/// Says how many threads are to work, for the whole process. Only the first to say counts, and only before any work is done.
pub fn limit(threads: NonZero<usize>) {
    let _ = COUNT.set(threads.get().min(MOST));
}

/// Does something with each, given its place; results in the order given. So `few` are done by one thread at a stretch, and no more than
/// that are not worth another thread.
pub fn each<T: Sync, R: Send>(all: &[T], few: usize, act: impl Fn(usize, &T) -> R + Sync) -> Vec<R> {
    each_with(all, few, || (), |(), at, it| act(at, it))
}

/// As [`each`], with something that each thread makes for itself and uses from one to the next, such as room to count in. What comes of one
/// must not depend on what was done before.
pub fn each_with<T: Sync, S, R: Send>(
    all: &[T],
    few: usize,
    own: impl Fn() -> S + Sync,
    act: impl Fn(&mut S, usize, &T) -> R + Sync,
) -> Vec<R> {
    each_by(count(), all, few, own, act)
}

fn each_by<T: Sync, S, R: Send>(
    threads: usize,
    all: &[T],
    few: usize,
    own: impl Fn() -> S + Sync,
    act: impl Fn(&mut S, usize, &T) -> R + Sync,
) -> Vec<R> {
    let some = |own: &mut S, at: usize, part: &[T]| part.iter().enumerate().map(|(n, it)| act(own, at + n, it)).collect::<Vec<R>>();
    let few = few.max(1);
    let threads = threads.min(all.len().div_ceil(few));
    if threads < 2 {
        return some(&mut own(), 0, all);
    }
    let next = AtomicUsize::new(0);
    let work = || {
        let (mut own, mut done) = (own(), Vec::<(usize, Vec<R>)>::new());
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed).saturating_mul(few);
            let Some(rest) = all.get(at..).filter(|it| !it.is_empty()) else { return done };
            done.push((at, some(&mut own, at, &rest[..few.min(rest.len())])));
        }
    };
    let mut parts = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut done = work();
        for other in others {
            done.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        done
    });
    parts.sort_by_key(|it| it.0);
    parts.into_iter().flat_map(|it| it.1).collect()
}

#[cfg(test)]
mod tests {
    use super::{AtomicUsize, Ordering, each_by};

    #[test]
    fn each_thread_has_its_own_from_one_to_the_next() {
        let (made, all) = (AtomicUsize::new(0), [(); 100]);
        let own = || (made.fetch_add(1, Ordering::Relaxed), 0);
        let mut done = each_by(3, &all, 4, own, |(thread, calls), _, ()| {
            *calls += 1;
            (*thread, *calls)
        });
        assert!(made.load(Ordering::Relaxed) <= 3);
        done.sort_unstable();
        assert!(done.windows(2).all(|it| it[1] == (it[0].0, it[0].1 + 1) || it[1].1 == 1), "{done:?}");
    }

    #[test]
    fn every_one_is_done_once_and_in_order() {
        for threads in 0..5 {
            for n in 0..40 {
                let all: Vec<usize> = (0..n).collect();
                let done = each_by(threads, &all, n % 4, || (), |(), at, it| (at, it * 2));
                assert_eq!(done, all.iter().map(|it| (*it, it * 2)).collect::<Vec<_>>());
            }
        }
    }
}
