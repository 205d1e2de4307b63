//! The same work on many things, on all cores.

/// Does something with each, given its place; results in the order given. `few` are not worth a thread.
pub(crate) fn each<T: Sync, R: Send>(all: &[T], few: usize, act: impl Fn(usize, &T) -> R + Sync) -> Vec<R> {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let some = all.len().div_ceil(cores).max(few).max(1);
    let part = |(n, part): (usize, &[T])| part.iter().enumerate().map(|(at, it)| act(n * some + at, it)).collect::<Vec<R>>();
    std::thread::scope(|scope| {
        let mut parts = all.chunks(some).enumerate();
        let first = parts.next();
        let part = &part;
        let others: Vec<_> = parts.map(|it| scope.spawn(move || part(it))).collect();
        let mut out = first.map(part).unwrap_or_default();
        for other in others {
            out.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        out
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_one_is_done_once_and_in_order() {
        for n in 0..40 {
            let all: Vec<usize> = (0..n).collect();
            let done = super::each(&all, 1 + n % 3, |at, it| (at, it * 2));
            assert_eq!(done, all.iter().map(|it| (*it, it * 2)).collect::<Vec<_>>());
        }
    }
}
