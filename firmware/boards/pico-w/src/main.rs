//! A Raspberry Pi Pico W that reports how warm its processor is, and whose LED is switched from afar.

#![no_std]
#![no_main]

use cyw43::{Control, JoinOptions, NetDriver, PowerManagementMode, SpiBus, aligned_bytes};
use cyw43_pio::{DEFAULT_CLOCK_DIVIDER, PioSpi};
use embassy_executor::Spawner;
use embassy_net::{Config, StackResources};
use embassy_rp::adc::{self, Adc, Channel};
use embassy_rp::clocks::RoscRng;
use embassy_rp::gpio::{Level, Output};
use embassy_rp::peripherals::{DMA_CH0, PIO0};
use embassy_rp::pio::{self, Pio};
use embassy_rp::{bind_interrupts, dma};
use embassy_time::{Duration, Timer};
use panic_halt as _;
use sensor::{Lamp, Memory, Thermometer};
use static_cell::StaticCell;

bind_interrupts!(struct Interrupts {
    PIO0_IRQ_0 => pio::InterruptHandler<PIO0>;
    DMA_IRQ_0 => dma::InterruptHandler<DMA_CH0>;
    ADC_IRQ_FIFO => adc::InterruptHandler;
});

type Radio = cyw43::Runner<'static, SpiBus<Output<'static>, PioSpi<'static, PIO0, 0>>>;

#[embassy_executor::task]
async fn keep_radio(radio: Radio) {
    radio.run().await;
}

#[embassy_executor::task]
async fn keep_network(mut network: embassy_net::Runner<'static, NetDriver<'static>>) {
    network.run().await;
}

#[embassy_executor::main]
async fn main(spawner: Spawner) {
    static RADIO: StaticCell<cyw43::State> = StaticCell::new();
    static RESOURCES: StaticCell<StackResources<4>> = StaticCell::new();
    static MEMORY: StaticCell<[Memory; 2]> = StaticCell::new();
    let board = embassy_rp::init(Default::default());

    // The radio hangs on four wires that no other pins share.
    let (power, select) = (Output::new(board.PIN_23, Level::Low), Output::new(board.PIN_25, Level::High));
    let mut pio = Pio::new(board.PIO0, Interrupts);
    let wires = PioSpi::new(
        &mut pio.common,
        pio.sm0,
        DEFAULT_CLOCK_DIVIDER,
        pio.irq0,
        select,
        board.PIN_24,
        board.PIN_29,
        dma::Channel::new(board.DMA_CH0, Interrupts),
    );
    let firmware = aligned_bytes!(concat!(env!("OUT_DIR"), "/43439A0.bin"));
    let nvram = aligned_bytes!(concat!(env!("OUT_DIR"), "/nvram_rp2040.bin"));
    let state = RADIO.init(cyw43::State::new());
    let (card, mut control, radio) = cyw43::new(state, power, wires, firmware, nvram).await;
    spawner.spawn(keep_radio(radio).expect("the only one"));
    control.init(include_bytes!(concat!(env!("OUT_DIR"), "/43439A0_clm.bin"))).await;
    control.set_power_management(PowerManagementMode::PowerSave).await;

    let seed = RoscRng.next_u64();
    let resources = RESOURCES.init(StackResources::new());
    let (stack, network) = embassy_net::new(card, Config::dhcpv4(Default::default()), resources, seed);
    spawner.spawn(keep_network(network).expect("the only one"));
    let (name, password) = sensor::wireless!();
    while control.join(name, JoinOptions::new(password.as_bytes())).await.is_err() {
        Timer::after(Duration::from_secs(1)).await;
    }
    stack.wait_config_up().await;

    let processor = Processor {
        adc: Adc::new(board.ADC, Interrupts, Default::default()),
        diode: Channel::new_temp_sensor(board.ADC_TEMP_SENSOR),
    };
    let memory = MEMORY.init([const { Memory::new() }; 2]);
    sensor::run(stack, memory, sensor::settings!("pico-w"), processor, Led(control)).await;
}

/// The temperature of the processor.
struct Processor {
    adc: Adc<'static, adc::Async>,
    diode: Channel<'static>,
}

impl Thermometer for Processor {
    /// Source: RP2040 data sheet, "Temperature Sensor".
    async fn celsius(&mut self) -> f32 {
        let raw = self.adc.read(&mut self.diode).await.unwrap_or(0);
        let volts = f32::from(raw) * 3.3 / 4096.0;
        27.0 - (volts - 0.706) / 0.001_721
    }
}

/// The LED, which hangs on the radio.
struct Led(Control<'static>);

impl Lamp for Led {
    async fn set(&mut self, on: bool) {
        self.0.gpio_set(0, on).await;
    }
}
