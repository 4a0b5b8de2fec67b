//! Charts, each for light and for dark pages.

use std::path::Path;

use plotters::coord::Shift;
use plotters::prelude::*;

use super::table;
use crate::Result;
use crate::rounds::Outcome;

/// What a page looks like.
struct Theme {
    name: &'static str,
    text: RGBColor,
    grid: RGBColor,
}

const THEMES: [Theme; 2] = [
    Theme { name: "light", text: RGBColor(31, 35, 40), grid: RGBColor(209, 217, 224) },
    Theme { name: "dark", text: RGBColor(230, 237, 243), grid: RGBColor(61, 68, 77) },
];

/// One colour for each contestant: they differ for people who see colours otherwise, and on either page.
const COLOURS: [RGBColor; 10] = [
    RGBColor(140, 140, 140),
    RGBColor(213, 94, 0),
    RGBColor(0, 114, 178),
    RGBColor(86, 180, 233),
    RGBColor(0, 158, 115),
    RGBColor(204, 121, 167),
    RGBColor(230, 159, 0),
    RGBColor(148, 103, 189),
    RGBColor(188, 189, 34),
    RGBColor(127, 90, 70),
];

/// A name and what it is seen by.
pub(super) type Legend = Vec<(String, RGBColor)>;

/// Who is in any of the outcomes, each with a colour of its own.
pub(super) fn legend(outcomes: &[&Outcome]) -> Legend {
    let mut labels: Vec<String> = Vec::new();
    for score in outcomes.iter().flat_map(|outcome| &outcome.scores) {
        if !labels.contains(&score.label) {
            labels.push(score.label.clone());
        }
    }
    labels.into_iter().zip(COLOURS.into_iter().cycle()).collect()
}

/// What goes wrong with a chart is a matter of the disk.
type Drawn = std::result::Result<(), Box<dyn std::error::Error>>;

/// The drawing, in one theme.
type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

/// Draws a chart once for each kind of page: `NAME-light.svg`, `NAME-dark.svg`.
fn draw_for_each(folder: &Path, name: &str, size: (u32, u32), draw: impl Fn(&Area<'_>, &Theme) -> Drawn) -> Result<()> {
    for theme in &THEMES {
        let file = folder.join(format!("{name}-{}.svg", theme.name));
        let area = SVGBackend::new(&file, size).into_drawing_area();
        draw(&area, theme)
            .and_then(|()| Ok(area.present()?))
            .map_err(|error| format!("{}: {error}", file.display()))?;
    }
    Ok(())
}

/// How fast each is, as a part of RAW: a group of bars for each outcome.
pub(super) fn bars(folder: &Path, name: &str, outcomes: &[&Outcome], legend: &Legend) -> Result<()> {
    const BAR: i32 = 9;
    const GAP: i32 = 22;
    let height: i32 = outcomes.iter().map(|outcome| outcome.scores.len() as i32 * BAR + GAP).sum();
    draw_for_each(folder, name, (900, height as u32 + 70), |area, theme| {
        let (chart, foot) = area.split_vertically(height + 40);
        key(&foot, theme, legend)?;
        let mut chart = ChartBuilder::on(&chart)
            .x_label_area_size(25)
            .y_label_area_size(300)
            .margin(5)
            .margin_right(20)
            .build_cartesian_2d(0f64..1.1f64, 0..height)?;
        chart
            .configure_mesh()
            .disable_y_mesh()
            .disable_y_axis()
            .y_labels(2)
            .y_label_formatter(&|_| String::new())
            .x_labels(12)
            .light_line_style(TRANSPARENT)
            .bold_line_style(theme.grid)
            .axis_style(theme.grid)
            .label_style(text(theme, 13))
            .x_label_formatter(&|part| format!("{part:.1}"))
            .draw()?;
        let mut y = height - GAP / 2;
        for outcome in outcomes {
            let end = y - outcome.scores.len() as i32 * BAR;
            let middle = chart.backend_coord(&(0.0, (y + end) / 2)).1 - 7;
            area.draw_text(&outcome.row.to_string(), &text(theme, 13), (8, middle))?;
            for score in &outcome.scores {
                let speed = table::speed(outcome, score).unwrap_or(0.0).min(1.1);
                let colour = colour(legend, &score.label);
                chart.draw_series([Rectangle::new([(0.0, y), (speed, y - BAR + 1)], colour.filled())])?;
                y -= BAR;
            }
            y -= GAP;
        }
        Ok(())
    })
}

/// What a unit takes at more and more of them: a line for each contestant.
pub(super) fn lines(
    folder: &Path,
    name: &str,
    words: (&str, &str),
    outcomes: &[&Outcome],
    legend: &Legend,
) -> Result<()> {
    if outcomes.is_empty() {
        return Ok(());
    }
    let times = || outcomes.iter().flat_map(|outcome| outcome.scores.iter().map(|score| score.ns()));
    let (least, most) = times().fold((f64::INFINITY, 0.0f64), |(least, most), time| (least.min(time), most.max(time)));
    let last = outcomes.iter().map(|outcome| outcome.row.size as f64).fold(1.0, f64::max);
    draw_for_each(folder, name, (900, 460), |area, theme| {
        let (chart, foot) = area.split_vertically(430);
        key(&foot, theme, legend)?;
        let mut chart = ChartBuilder::on(&chart)
            .x_label_area_size(40)
            .y_label_area_size(70)
            .margin(10)
            .build_cartesian_2d((1.0..last * 1.2).log_scale(), (least / 1.3..most * 1.3).log_scale())?;
        chart
            .configure_mesh()
            .light_line_style(TRANSPARENT)
            .bold_line_style(theme.grid)
            .axis_style(theme.grid)
            .label_style(text(theme, 13))
            .axis_desc_style(text(theme, 14))
            .x_desc(words.0)
            .y_desc(words.1)
            .x_label_formatter(&|number| table::number(number.round()).replace(".0", ""))
            .y_label_formatter(&|number| table::number(*number).replace(".0", ""))
            .draw()?;
        for (label, colour) in legend {
            let points = outcomes.iter().filter_map(|outcome| {
                let score = outcome.scores.iter().find(|score| score.label == *label)?;
                Some((outcome.row.size as f64, score.ns()))
            });
            let points: Vec<_> = points.collect();
            chart.draw_series(LineSeries::new(points.clone(), colour.stroke_width(2)))?;
            chart.draw_series(points.into_iter().map(|point| Circle::new(point, 3, colour.filled())))?;
        }
        Ok(())
    })
}

/// Who has which colour.
fn key(area: &Area<'_>, theme: &Theme, legend: &Legend) -> Drawn {
    let width = area.dim_in_pixel().0 as i32 / legend.len().max(1) as i32;
    for (index, (label, colour)) in legend.iter().enumerate() {
        let x = 8 + index as i32 * width;
        area.draw(&Rectangle::new([(x, 9), (x + 10, 19)], colour.filled()))?;
        area.draw_text(label, &text(theme, 12), (x + 14, 8))?;
    }
    Ok(())
}

fn text(theme: &Theme, size: i32) -> TextStyle<'static> {
    ("sans-serif", size).into_font().color(&theme.text)
}

fn colour(legend: &Legend, label: &str) -> RGBColor {
    legend.iter().find(|entry| entry.0 == label).map_or(COLOURS[0], |entry| entry.1)
}
