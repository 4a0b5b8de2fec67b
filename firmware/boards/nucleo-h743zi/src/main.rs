//! An STM32 Nucleo-144 with Ethernet that reports how warm its processor is, and whose LED is switched from afar.

#![no_std]
#![no_main]

use embassy_executor::Spawner;
use embassy_net::{Config, StackResources};
use embassy_stm32::adc::{Adc, AdcChannel, AnyAdcChannel, SampleTime};
use embassy_stm32::eth::{self, Ethernet, GenericPhy, PacketQueue, Sma};
use embassy_stm32::gpio::{Level, Output, Speed};
use embassy_stm32::peripherals::{ADC3, ETH, ETH_SMA};
use embassy_stm32::rng::{self, Rng};
use embassy_stm32::{bind_interrupts, peripherals, rcc};
use panic_halt as _;
use sensor::{Lamp, Memory, Thermometer};
use static_cell::StaticCell;

/// The address of the network card: one that nobody was given. Two boards need two of them.
const ADDRESS: [u8; 6] = [0x02, 0x00, 0x00, 0x12, 0x34, 0x56];

bind_interrupts!(struct Interrupts {
    ETH => eth::InterruptHandler;
    RNG => rng::InterruptHandler<peripherals::RNG>;
});

type Card = Ethernet<'static, ETH, GenericPhy<Sma<'static, ETH_SMA>>>;

#[embassy_executor::task]
async fn keep_network(mut network: embassy_net::Runner<'static, Card>) {
    network.run().await;
}

#[embassy_executor::main]
async fn main(spawner: Spawner) {
    static PACKETS: StaticCell<PacketQueue<4, 4>> = StaticCell::new();
    static RESOURCES: StaticCell<StackResources<4>> = StaticCell::new();
    static MEMORY: StaticCell<[Memory; 2]> = StaticCell::new();
    let board = embassy_stm32::init(clocks());

    let mut seed = [0; 8];
    Rng::new(board.RNG, Interrupts).fill_bytes(&mut seed);
    // The wires to the socket are those of all boards of this kind.
    let card = Ethernet::new(
        PACKETS.init(PacketQueue::new()),
        board.ETH,
        Interrupts,
        board.PA1,
        board.PA7,
        board.PC4,
        board.PC5,
        board.PG13,
        board.PB13,
        board.PG11,
        ADDRESS,
        board.ETH_SMA,
        board.PA2,
        board.PC1,
    );
    let config = Config::dhcpv4(Default::default());
    let resources = RESOURCES.init(StackResources::new());
    let (stack, network) = embassy_net::new(card, config, resources, u64::from_le_bytes(seed));
    spawner.spawn(keep_network(network).expect("the only one"));
    stack.wait_config_up().await;

    let adc = Adc::new(board.ADC3);
    let diode = adc.enable_temperature().degrade_adc();
    let led = Output::new(board.PB0, Level::Low, Speed::Low);
    let memory = MEMORY.init([const { Memory::new() }; 2]);
    sensor::run(stack, memory, sensor::settings!("nucleo"), Processor { adc, diode }, Led(led)).await;
}

/// The clocks: 400 MHz for the processor, and those that the random numbers and the converter want.
fn clocks() -> embassy_stm32::Config {
    use rcc::{
        AHBPrescaler, APBPrescaler, HSIPrescaler, Hsi48Config, Pll, PllDiv, PllMul, PllPreDiv, PllSource, Sysclk,
        VoltageScale, mux,
    };
    let mut config = embassy_stm32::Config::default();
    config.rcc.hsi = Some(HSIPrescaler::DIV1);
    config.rcc.csi = true;
    config.rcc.hsi48 = Some(Hsi48Config::default());
    config.rcc.pll1 = Some(Pll {
        source: PllSource::HSI,
        prediv: PllPreDiv::DIV4,
        mul: PllMul::MUL50,
        fracn: None,
        divp: Some(PllDiv::DIV2),
        divq: None,
        divr: None,
    });
    config.rcc.sys = Sysclk::PLL1_P;
    config.rcc.ahb_pre = AHBPrescaler::DIV2;
    config.rcc.apb1_pre = APBPrescaler::DIV2;
    config.rcc.apb2_pre = APBPrescaler::DIV2;
    config.rcc.apb3_pre = APBPrescaler::DIV2;
    config.rcc.apb4_pre = APBPrescaler::DIV2;
    config.rcc.voltage_scale = VoltageScale::Scale1;
    config.rcc.mux.adcsel = mux::Adcsel::PER;
    config
}

/// The temperature of the processor.
struct Processor {
    adc: Adc<'static, ADC3>,
    diode: AnyAdcChannel<'static, ADC3>,
}

/// What the sensor said at 30 and at 110 degrees when the processor was made, at 3.3 volts and with 16 bits.
const AT_30: *const u16 = 0x1ff1_e820 as *const u16;
const AT_110: *const u16 = 0x1ff1_e840 as *const u16;

impl Thermometer for Processor {
    /// Source: STM32H743 reference manual, "Temperature sensor".
    async fn celsius(&mut self) -> f32 {
        let raw = self.adc.blocking_read(&mut self.diode, SampleTime::CYCLES810_5);
        // SAFETY: the two are there, and never change.
        let (low, high) = unsafe { (f32::from(AT_30.read()), f32::from(AT_110.read())) };
        80.0 / (high - low) * (f32::from(raw) - low) + 30.0
    }
}

/// The green LED.
struct Led(Output<'static>);

impl Lamp for Led {
    async fn set(&mut self, on: bool) {
        self.0.set_level(Level::from(on));
    }
}
