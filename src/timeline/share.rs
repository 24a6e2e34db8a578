//! Rows go to the lanes that need them: where a window holds little of one lane, another spreads out what would be clusters.
//! The band is as high as ever.

use super::frame::{Frame, Options, Share, What};
use super::layout::{EXTRA, Layout};
use super::scale::Scale;

/// What a lane holds.
#[derive(Debug, Clone, Copy, Default)]
struct Held {
    /// The rows its marks stand in, as bits.
    rows: u32,
    /// How many items its clusters count.
    crowd: u32,
}

impl Layout {
    /// Shares the rows out among the lanes, by what they hold in a window and near it. A lane without clusters gives away
    /// rows that stand empty, and one that has clusters takes them.
    pub fn share(&self, scale: &Scale, options: &Options) -> Vec<Share> {
        let mut shares: Vec<Share> = self.rows.iter().map(|rows| Share::own(*rows)).collect();
        let before = held(&self.frame(scale, options, &shares), shares.len());
        let mut free = 0;
        for (rows, held) in self.rows.iter().zip(&before) {
            if held.crowd == 0 {
                free += u32::from(*rows) - held.rows.count_ones().clamp(1, (*rows).into());
            }
        }
        for _ in 0..free {
            // The most crowded for each row it has been given.
            let (mut most, mut taker) = (0, None);
            for (share, held) in shares.iter_mut().zip(&before) {
                let crowd = held.crowd / u32::from(1 + share.extra);
                if crowd > most && share.extra < EXTRA {
                    (most, taker) = (crowd, Some(share));
                }
            }
            let Some(share) = taker else { break };
            share.extra += 1;
        }
        let after = held(&self.frame(scale, options, &shares), shares.len());
        let mut spare = 0.0;
        for (share, held) in shares.iter_mut().zip(after) {
            // The name of an empty lane takes a row.
            let height = f64::from(held.rows.count_ones().max(1));
            spare += share.height - height;
            share.shown = held.rows;
            share.height = height;
        }
        // What no lane needs is spread among all.
        let spare = spare / shares.len() as f64;
        for share in &mut shares {
            share.height += spare;
        }
        shares
    }
}

/// What each lane of a frame holds.
fn held(frame: &Frame, lanes: usize) -> Vec<Held> {
    let mut all = vec![Held::default(); lanes];
    for mark in &frame.marks {
        if let Some(held) = all.get_mut(usize::from(mark.lane)) {
            held.rows |= 1 << mark.row;
            if let What::Cluster(cluster) = mark.what {
                held.crowd += cluster.count;
            }
        }
    }
    all
}
